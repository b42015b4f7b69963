# /// sample
# task = "noise"
# diagnosis = "Your noisy labels come back as floats, and int64 was asked for. A `1.0 - y`, or an `np.zeros` without a dtype, makes floats of whole numbers on the way."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1.0 - y, y)


def ceiling(rate):
    return 1 - rate
