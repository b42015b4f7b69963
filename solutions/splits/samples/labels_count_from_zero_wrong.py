# /// sample
# task = "stratify"
# diagnosis = "You go through the classes 0, 1, 2, … and so miss those with other names; ask the labels themselves which there are."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for c in range(max(y) + 1):
        rows = rng.permutation(np.flatnonzero(y == c))
        if len(rows) == 0:
            continue
        if len(rows) < 3:
            raise ValueError("a class has too few rows")
        a = round(len(rows) * fractions[0])
        b = a + round(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.extend(piece)
    return tuple(np.array(part) for part in parts)
