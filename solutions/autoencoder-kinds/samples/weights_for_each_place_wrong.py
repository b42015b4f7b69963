# /// sample
# task = "convolutional"
# diagnosis = "Your models have a dense layer beside their convolutions. To or from a whole map, such a layer has weights of its own for every place again. Let the code keep its places, a few channels at each."
# ///

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(8, 4, strides=4),
        keras.layers.Flatten(),
        keras.layers.Dense(64),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        keras.layers.Dense(128),
        keras.layers.Reshape((4, 4, 8)),
        keras.layers.Conv2DTranspose(1, 4, strides=4),
    ])
    train(encoder, decoder, pictures, pictures, steps=100, rate=0.005, batch=12)
    return encoder, decoder
