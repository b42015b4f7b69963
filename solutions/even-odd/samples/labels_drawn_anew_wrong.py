# /// sample
# task = "noise"
# diagnosis = "Only about half as many labels are flipped as `rate` says. Labels that are drawn anew, or shuffled, do that: half of them come out as they were. A flip makes every chosen label the other one."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.random(y.shape) < rate
    return np.where(chosen, rng.integers(0, 2, y.shape), y)


def ceiling(rate):
    return 1 - rate
