# /// sample
# task = "convolutional"
# diagnosis = "Your model has learnt little even of the two dozen that it saw: they do not come back either. Look at the error that `train` gives back, and train until it stops falling."
# ///

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(4, 4, strides=4)])
    decoder = keras.Sequential([keras.Input((4, 4, 4)), keras.layers.Conv2DTranspose(1, 4, strides=4)])
    train(encoder, decoder, pictures, pictures, steps=20, rate=0.01, batch=12, seed=seed)
    return encoder, decoder
