# /// sample
# task = "three-questions"
# diagnosis = "You ask about the rows 0, 1 and 2, since the groups have these numbers. A group's number says nothing of a row: look for a row in the group."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    labels = find_groups(x, 3, rng)[1]
    return np.array([ask(group) for group in range(3)])[labels]
