# /// sample
# task = "score"
# diagnosis = "One number comes back for the whole batch, so nobody knows which banana was odd. Average over height, width and channels alone: the axis of the pictures stays."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images / 255
    return float(np.mean((autoencoder.predict(x, verbose=0) - x) ** 2))

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
