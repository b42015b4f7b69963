# /// sample
# task = "detect"
# diagnosis = "You call rotten whatever is worse than the average good banana. Every third good one is worse than average; how many of them you throw away is for you to choose, not for the mean."
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
