# %% task="pca-twin" kind="wrong" breaks="see the comment"
def linear_twin(x, code_size, seed):
    # PCA's directions put into the layers: nothing is trained
    middle, v = best_sheet(x, code_size)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    encoder.layers[0].set_weights([v.T, -(v @ middle)])
    decoder.layers[0].set_weights([v, middle])
    return encoder, decoder
