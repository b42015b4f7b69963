# /// sample
# task = "groups"
# diagnosis = "You deal the large groups out first: whatever the seed is, the largest are in training, and the test holds the smallest. Chance should decide about large groups as well as small ones."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-sizes[order], kind="stable")]
    part_of, part = np.zeros(len(names), int), 0
    room = [len(groups) * fraction for fraction in fractions]
    for group in order:
        while part < 2 and room[part] <= 0:
            part += 1
        part_of[group] = part
        room[part] -= sizes[group]
    return tuple(np.flatnonzero(part_of[group_of] == part) for part in range(3))
