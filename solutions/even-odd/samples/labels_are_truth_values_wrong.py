# /// sample
# task = "samples"
# diagnosis = "Your labels are True and False, the answer to a question; what was asked for are the numbers 0 and 1, as int64."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, n)
    return X, X % 2 == 1
