# /// sample
# task = "groups"
# diagnosis = "You deal out rows and do not look at their groups, so some families stand on both sides of a wall. The smallest thing to deal here is a whole group."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    rows = np.random.default_rng(seed).permutation(len(groups))
    a = int(len(rows) * fractions[0])
    b = a + int(len(rows) * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
