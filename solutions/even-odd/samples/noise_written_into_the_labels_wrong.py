# /// sample
# task = "noise"
# diagnosis = "You write the flips into the array that you were given, so the clean labels are gone for whoever needs them to compare with."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    y[flips] = 1 - y[flips]
    return y


def ceiling(rate):
    return 1 - rate
