# /// sample
# task = "colour"
# diagnosis = "The three channels come out nearly alike, which is grey. Let the coloured picture be the target, and give red, green and blue a filter each."
# ///

# %% task="colour"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(32, 4, strides=2, padding="same", activation="elu"),
        keras.layers.Conv2D(32, 4, strides=2, padding="same", activation="elu"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 32)),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same", activation="elu"),
        keras.layers.Conv2DTranspose(3, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, grey, np.repeat(grey, 3, axis=-1), steps=350, rate=0.005, batch=20, seed=seed)
    return encoder, decoder
