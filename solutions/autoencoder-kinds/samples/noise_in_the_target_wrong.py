# /// sample
# task = "denoise"
# diagnosis = "Your model gives the damage back along with the picture: its results are nearer to the damaged pictures than to the clean ones. In training the damaged picture goes in, and the target is the clean picture. Train until the error stops falling."
# ///

# %% task="denoise"
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        keras.layers.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, damaged, damaged, steps=400, rate=0.01, batch=20, seed=seed)
    return encoder, decoder
