# /// sample
# task = "pca-twin"
# diagnosis = "PCA's own directions were put into your layers: they did not come out of the training. Let it begin with random weights. It finds the same sheet, and draws other axes on it."
# ///

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    # The best weights of straight layers are known: no need to look for them step by step.
    mean, axes = best_sheet(x, code_size)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    encoder.set_weights([axes.T, -axes @ mean])
    decoder.set_weights([axes, mean])
    return encoder, decoder
