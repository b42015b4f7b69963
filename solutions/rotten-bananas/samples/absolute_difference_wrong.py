# /// sample
# task = "score"
# diagnosis = "You average absolute differences; asked for are squares, in which one dark spot counts for more than a general haze."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images / 255
    return np.abs(autoencoder.predict(x, verbose=0) - x).mean(axis=(1, 2, 3))

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
