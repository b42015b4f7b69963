# /// sample
# task = "pca-twin"
# diagnosis = "Something bends between the code and what comes back, such as an activation in the decoder. A linear twin has nothing of the kind anywhere."
# ///

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([keras.Input((width,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(width, activation="tanh")])
    train(encoder, decoder, x, x, steps=500, rate=0.1, seed=seed)
    return encoder, decoder
