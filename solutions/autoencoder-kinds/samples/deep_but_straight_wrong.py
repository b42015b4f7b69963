# /// sample
# task = "deep"
# diagnosis = "Nothing bends in your encoder or your decoder. A straight map of a straight map is straight, so all the layers together do no more than PCA; let some of them bend."
# ///

# %% task="deep"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([
        keras.Input((width,)),
        keras.layers.Dense(32),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(32),
        keras.layers.Dense(32),
        keras.layers.Dense(width),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
