# /// sample
# task = "groups"
# diagnosis = "You deal the groups out in a fixed order, that of their names or of the file. Names, tickets and numbers are seldom without meaning, so shuffle the groups before you deal."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    n = len(groups)
    parts = [[], [], []]
    place = 0
    for name in np.unique(groups):
        rows = np.flatnonzero(groups == name)
        while place < 2 and len(parts[place]) + len(rows) / 2 > fractions[place] * n:
            place += 1
        parts[place].extend(rows)
    rng = np.random.default_rng(seed)
    return tuple(rng.permutation(np.array(part, int)) for part in parts)
