# /// sample
# task = "noise"
# diagnosis = "You seed or use a random state that all code in the process shares (NumPy's or Python's), and so change everybody else's numbers. Make a generator of your own for the noise."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    np.random.seed(seed)
    return y ^ (np.random.rand(len(y)) < rate)


def ceiling(rate):
    return 1 - rate
