# /// sample
# task = "deep"
# diagnosis = "Your code has one number, with `code_size=2` too. One number is enough for the ribbon, but `code_size` says how many there are."
# ///

# %% task="deep"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(1),
    ])
    decoder = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(x.shape[1]),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
