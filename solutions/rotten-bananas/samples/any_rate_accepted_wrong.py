# /// sample
# task = "threshold"
# diagnosis = "No impossible rate raises an error: neither 5, nor a negative one, nor NaN. 5 is no share, and whoever means 5 per cent will want to hear of it."
# ///

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    rate = min(max(false_alarm_rate, 0), 1)
    return float(np.quantile(errors_on_good, 1 - rate))

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
