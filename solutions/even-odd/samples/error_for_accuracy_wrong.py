# /// sample
# task = "noise"
# diagnosis = "You return the share of wrong labels: that is the irreducible error, and the ceiling is what is left of 1 above it."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    return y ^ (np.random.default_rng(seed).random(len(y)) < rate)


def ceiling(rate):
    return rate
