# /// sample
# task = "score"
# diagnosis = "You subtract pictures from 0 to 1 from pictures in bytes, 0 to 255: the error then says how bright a picture is, and little else."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    drawn = autoencoder.predict(images / 255, verbose=0)
    return ((images - drawn) ** 2).mean(axis=(1, 2, 3))

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
