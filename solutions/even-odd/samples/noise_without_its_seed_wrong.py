# /// sample
# task = "noise"
# diagnosis = "Which labels you flip does not depend on the seed alone, so the same call gives other labels each time, or every call the same."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng()
    return y ^ (rng.random(len(y)) < rate)


def ceiling(rate):
    return 1 - rate
