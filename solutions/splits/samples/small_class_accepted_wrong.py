# /// sample
# task = "stratify"
# diagnosis = "You accept a class of one or two rows, though it cannot be in all three parts; better to refuse than to let an exam leave it out in silence."
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
            part.extend(piece)
    return tuple(np.array(part, int) for part in parts)
