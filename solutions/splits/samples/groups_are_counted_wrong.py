# /// sample
# task = "groups"
# diagnosis = "You give each part its share of the groups, not of the rows; where groups are of different sizes, count rows while you deal."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    a = int(len(names) * fractions[0])
    b = a + int(len(names) * fractions[1])
    return tuple(
        np.flatnonzero(np.isin(groups, part)) for part in (names[:a], names[a:b], names[b:])
    )
