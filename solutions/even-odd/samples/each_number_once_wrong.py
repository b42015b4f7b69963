# /// sample
# task = "samples"
# diagnosis = "You draw without putting back, so that a number that has come up shuts itself out; here each is drawn by itself, and may come up again."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + rng.choice(high - low, size=n, replace=False)
    return X, X % 2
