# /// sample
# task = "samples"
# diagnosis = "About half of your labels are wrong, as many as a coin would miss. Labels that are drawn, sorted or shuffled apart from X do that; each label belongs to the number in its place."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n)
    y = X % 2
    rng.shuffle(X)
    return X, y
