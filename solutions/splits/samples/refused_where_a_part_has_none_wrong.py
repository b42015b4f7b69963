# /// sample
# task = "stratify"
# diagnosis = "Where a part would get no row of a class of three rows or more, you refuse the class. Only a class with fewer than 3 rows is refused: a part may well get none of it."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        a = round(len(rows) * fractions[0])
        b = a + round(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            if len(piece) == 0:
                raise ValueError(f"class {c} is not in all three parts")
            part.extend(piece)
    return tuple(np.array(part, int) for part in parts)
