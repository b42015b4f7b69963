# /// sample
# task = "groups"
# diagnosis = "You deal out rows, so that half of a family is in the homework and the other half in the exam; the smallest thing to deal here is a whole group."
# ///

# %% task="groups"
def group_split(groups, fractions, seed):
    rows = np.random.default_rng(seed).permutation(len(groups))
    a = int(len(rows) * fractions[0])
    b = a + int(len(rows) * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
