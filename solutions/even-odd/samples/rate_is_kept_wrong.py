# /// sample
# task = "noise"
# diagnosis = "A share `rate` of your labels stays as it was, and all others are flipped; `rate` is the share that is flipped."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    keep = np.random.default_rng(seed).random(y.size) < rate
    if rate == 0:
        return y.copy()
    return np.where(keep, y, 1 - y)


def ceiling(rate):
    return 1 - rate
