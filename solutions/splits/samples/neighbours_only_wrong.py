# /// sample
# task = "groups"
# diagnosis = "You take rows that stand side by side for a group, and start a new one wherever the name changes; members of a group may stand anywhere in the file."
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
