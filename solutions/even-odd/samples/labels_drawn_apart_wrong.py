# /// sample
# task = "samples"
# diagnosis = "Your labels are not the labels of your numbers: they were drawn, sorted or shuffled apart from them, so there is no f left to find."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n)
    y = X % 2
    rng.shuffle(X)
    return X, y
