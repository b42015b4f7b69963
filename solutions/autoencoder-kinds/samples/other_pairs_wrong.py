# /// sample
# task = "denoise"
# diagnosis = "Your function draws pictures of its own while it runs. The pairs alone tell what the damage is: use those that are handed in, and no others."
# ///

# %% task="denoise"
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    many = glimpses(300, 99)
    spoilt = np.concatenate([grain(many, 1), watermark(many, 1)])
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        keras.layers.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, spoilt, np.concatenate([many, many]), steps=600, rate=0.01, batch=20, seed=seed)
    return encoder, decoder
