# /// sample
# task = "samples"
# diagnosis = "You seed or use a random state that all code in the process shares (NumPy's or Python's), and so change everybody else's numbers. Make a generator of your own."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    np.random.seed(seed)
    X = np.random.randint(low, high, size=n)
    return X, X % 2
