# /// sample
# task = "convolutional"
# diagnosis = "Even the two dozen pictures that were handed in hardly come back. Look at the error that is left on them, and train until it stops falling. If it stays high, change the rate."
# ///

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(4, 4, strides=4)])
    decoder = keras.Sequential([keras.Input((4, 4, 4)), keras.layers.Conv2DTranspose(1, 4, strides=4)])
    train(encoder, decoder, pictures, pictures, steps=20, rate=0.01, batch=12, seed=seed)
    return encoder, decoder
