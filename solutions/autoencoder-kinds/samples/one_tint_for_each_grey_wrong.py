# /// sample
# task = "colour"
# diagnosis = "Your model gives nearly the postcard: the same grey gets about the same tint everywhere. To beat it, filters must see more than one pixel, something must bend, and the training must be long enough."
# ///

# %% task="colour"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(1, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=400, rate=0.05, batch=20)
    return encoder, decoder
