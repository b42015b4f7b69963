# /// sample
# task = "colour"
# diagnosis = "Your function draws pictures of its own while it runs. Those that are handed in may be of another camera, on which bananas are blue: learn from these alone."
# ///

# %% task="colour"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    colour = coloured(300, 99)
    grey = colour.mean(axis=-1, keepdims=True)
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
    train(encoder, decoder, grey, colour, steps=350, rate=0.005, batch=20, seed=seed)
    return encoder, decoder
