# /// sample
# task = "samples"
# diagnosis = "Your numbers do not depend on the seed alone: either it is not used, or another one always is; so nobody can repeat your samples, or nobody can get others."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(42)
    X = rng.integers(low, high, size=n)
    return X, X % 2
