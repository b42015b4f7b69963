# /// sample
# task = "noise"
# diagnosis = "Your flips are right, but 1.0 - y turns whole numbers into floats: labels should stay int64."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1.0 - y, y)


def ceiling(rate):
    return 1 - rate
