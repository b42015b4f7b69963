# /// sample
# task = "pca-twin"
# diagnosis = "Something bends between the rows and your code, such as an activation or a normalisation of each row. A linear twin has nothing of the kind, before the code either."
# ///

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([keras.Input((width,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(width)])
    train(encoder, decoder, x, x, steps=500, rate=0.1, seed=seed)
    return encoder, decoder
