# /// sample
# task = "pca-twin"
# diagnosis = "Your decoder ends in an activation, so what comes back lies on a bent sheet that also cannot leave the activation's range; a linear twin has no activation anywhere."
# ///

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([keras.Input((width,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(width, activation="tanh")])
    train(encoder, decoder, x, x, steps=500, rate=0.1, seed=seed)
    return encoder, decoder
