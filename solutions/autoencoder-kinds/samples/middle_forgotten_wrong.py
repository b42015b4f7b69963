# /// sample
# task = "pca-twin"
# diagnosis = "Your sheet passes through zero while the data lie somewhere else. PCA subtracts the mean. Layers do the same with biases, which begin at 0 and learn in training."
# ///

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([keras.Input((width,)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(width, use_bias=False)])
    train(encoder, decoder, x, x, steps=500, rate=0.1, seed=seed)
    return encoder, decoder
