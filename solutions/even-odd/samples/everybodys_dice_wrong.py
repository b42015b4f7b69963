# /// sample
# task = "samples"
# diagnosis = "You seed or use the one random state that all code in the process shares, so you change everybody else's numbers; make a generator of your own."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    np.random.seed(seed)
    X = np.random.randint(low, high, size=n)
    return X, X % 2
