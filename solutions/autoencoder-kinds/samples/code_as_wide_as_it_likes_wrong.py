# /// sample
# task = "convolutional"
# diagnosis = "Your code has more than 64 numbers for each picture, so less had to be squeezed. Longer strides and fewer channels make a map smaller, until 64 numbers are left."
# ///

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(4, 3, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 4)),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=300, rate=0.02, batch=12)
    return encoder, decoder
