# /// sample
# task = "score"
# diagnosis = "You call the model in training mode, so Dropout layers drop and each picture's error is a matter of luck; ask it to predict."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(x, training=True))
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="detect"
# Stands on its own, whatever the rest is like.
redraw = pca(bananas(1500, seed=7), 128)


def odd(images):
    x = images / np.float32(255)
    return ((redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


line = np.quantile(odd(bananas(800, seed=8)), 0.95)


def is_rotten(images):
    errors = odd(images)
    return errors, errors > line
