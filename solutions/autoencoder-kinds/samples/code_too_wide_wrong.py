# /// sample
# task = "deep"
# diagnosis = "Your code has more numbers than `code_size` asks for, and more numbers can bring more back. Compare at equal code size, or the comparison says nothing."
# ///

# %% task="deep"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([
        keras.Input((width,)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(4 * code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((4 * code_size,)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(width),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
