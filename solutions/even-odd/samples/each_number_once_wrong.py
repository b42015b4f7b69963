# /// sample
# task = "samples"
# diagnosis = "You draw without putting back, so that there are never more samples than numbers in the range; here a number may come up again."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + rng.choice(high - low, size=n, replace=False)
    return X, X % 2
