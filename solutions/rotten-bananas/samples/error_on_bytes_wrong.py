# /// sample
# task = "score"
# diagnosis = "You measure the error in bytes and not between 0 and 1, or give the model bytes: it is 65025 times as large as asked for."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32")
    drawn = 255 * autoencoder.predict(x / 255, verbose=0)
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
