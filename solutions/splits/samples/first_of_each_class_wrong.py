# /// sample
# task = "stratify"
# diagnosis = "Of each class you take the first rows of the file for training; if the file is sorted by date or hospital, the exam is about another one, so shuffle within each class."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        if len(rows) < 3:
            raise ValueError("a class has too few rows")
        a = round(len(rows) * fractions[0])
        b = a + round(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.extend(piece)
    return tuple(rng.permutation(part) for part in parts)
