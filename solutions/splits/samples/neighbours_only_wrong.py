# /// sample
# task = "groups"
# diagnosis = "Rows of a group stay together where they stand side by side, and are torn apart where they do not. Members of a group may stand anywhere in the file, so ask for all rows of a name."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    n = len(groups)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    blocks = np.split(np.arange(n), starts[1:])
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for i in rng.permutation(len(blocks)):
        lack = [f * n - len(part) for f, part in zip(fractions, parts)]
        parts[int(np.argmax(lack))].extend(blocks[i])
    return tuple(np.array(part) for part in parts)
