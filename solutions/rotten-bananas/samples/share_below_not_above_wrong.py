# /// sample
# task = "threshold"
# diagnosis = "The false alarm rate is the share below your threshold. Good pictures above it are the ones that are flagged: at a rate of 5 in 100 that makes 95."
# ///

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("between 0 and 1, please")
    return float(np.quantile(errors_on_good, false_alarm_rate))

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
