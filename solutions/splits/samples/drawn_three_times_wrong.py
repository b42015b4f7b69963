# /// sample
# task = "three-way"
# diagnosis = "Some rows are in two parts, and others in none, as when each part is drawn or cut for itself. Make one order of all rows, and cut it so that each part begins where the last one ends."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rng = np.random.default_rng(seed)
    train = rng.choice(n, int(n * fractions[0]), replace=False)
    val = rng.choice(n, int(n * fractions[1]), replace=False)
    test = rng.choice(n, n - len(train) - len(val), replace=False)
    return train, val, test
