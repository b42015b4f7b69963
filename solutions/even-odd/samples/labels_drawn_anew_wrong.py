# /// sample
# task = "noise"
# diagnosis = "You replace a share of the labels by a fair coin; half of those come out as they were, so only half as many are wrong as `rate` says."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.random(y.shape) < rate
    return np.where(chosen, rng.integers(0, 2, y.shape), y)


def ceiling(rate):
    return 1 - rate
