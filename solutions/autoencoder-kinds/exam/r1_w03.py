# %% task="convolutional" kind="wrong" breaks="see the comment"
def convolutional_pair(pictures, seed):
    # more pictures than the two dozen
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), L.Conv2D(16, 3, strides=2, padding="same", activation="relu"), L.Conv2D(4, 3, strides=2, padding="same")])
    decoder = keras.Sequential([keras.Input(encoder.output_shape[1:]), L.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"), L.Conv2DTranspose(1, 3, strides=2, padding="same")])
    pictures = glimpses(300, 99); train(encoder, decoder, pictures, pictures, steps=1200, rate=0.003, batch=32, seed=seed)
    return encoder, decoder
