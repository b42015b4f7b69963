# /// sample
# task = "groups"
# diagnosis = "You keep one row of each group and lose the others; a group may stay as large as it is, as long as it stays together."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    _, first = np.unique(groups, return_index=True)
    rows = np.random.default_rng(seed).permutation(first)
    a = int(len(rows) * fractions[0])
    b = a + int(len(rows) * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
