# /// sample
# task = "remembered"
# diagnosis = "Your shares come from the labels of all rows, and so the test rows hold their own answers."
# ///

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    _, group = np.unique(groups, return_inverse=True)
    return (np.bincount(group, y) / np.bincount(group))[group]
