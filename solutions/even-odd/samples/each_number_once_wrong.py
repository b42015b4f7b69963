# /// sample
# task = "samples"
# diagnosis = "Eight numbers out of a range of eight were all different, with each seed that was tried. Here each number is drawn by itself, whatever came before, and may come up again."
# ///

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + rng.choice(high - low, size=n, replace=False)
    return X, X % 2
