# /// sample
# task = "noise"
# diagnosis = "Your noise comes from the random state that all code in the process shares, and changes everybody else's numbers; make a generator of your own."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    np.random.seed(seed)
    return y ^ (np.random.rand(len(y)) < rate)


def ceiling(rate):
    return 1 - rate
