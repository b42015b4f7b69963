# /// sample
# task = "detect"
# diagnosis = "Your threshold lies about where the mean error of good bananas lies, and far more than 5 in 100 of them are above it. Choose how many you can throw away, and let their errors tell where the line is."
# ///

# %% task="detect"
redraw = pca(bananas(2000, seed=3), 128)


def odd(images):
    x = images / np.float32(255)
    return ((redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


average = odd(bananas(800, seed=4)).mean()


def is_rotten(images):
    errors = odd(images)
    return errors, errors > average
