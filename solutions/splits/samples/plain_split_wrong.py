# /// sample
# task = "stratify"
# diagnosis = "Your split gives the same rows whatever their classes are, so the shares of the classes are right on average at best. Split each class on its own."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    if np.unique(y, return_counts=True)[1].min() < 3:
        raise ValueError("a class has too few rows")
    rows = np.random.default_rng(seed).permutation(len(y))
    a = int(len(y) * fractions[0])
    b = a + int(len(y) * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
