# /// sample
# task = "stratify"
# diagnosis = "You miss the rows of a class whose number is below 0, as if classes began at 0; ask the labels themselves which there are, and take each one."
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
