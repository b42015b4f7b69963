# /// sample
# task = "stratify"
# diagnosis = "You refuse a class of three rows or more where rounding leaves a part without it; only a class with fewer than 3 rows is refused, and a share of less than one row may well be none."
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
