# /// sample
# task = "score"
# diagnosis = "Your errors are those asked for, divided by the largest in the batch. So the same banana gets another error in other company, and alone it always gets 1."
# ///

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = images / 255
    errors = ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))
    return errors / errors.max()

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
