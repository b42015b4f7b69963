# /// sample
# task = "stratify"
# diagnosis = "You give each class the same number of rows, and throw the others away; stratified means in proportion, with no row lost."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    smallest = min(int((y == c).sum()) for c in np.unique(y))
    if smallest < 3:
        raise ValueError("a class has too few rows")
    a = round(smallest * fractions[0])
    b = a + round(smallest * fractions[1])
    rows = [rng.permutation(np.flatnonzero(y == c))[:smallest] for c in np.unique(y)]
    return (
        np.concatenate([r[:a] for r in rows]),
        np.concatenate([r[a:b] for r in rows]),
        np.concatenate([r[b:] for r in rows]),
    )
