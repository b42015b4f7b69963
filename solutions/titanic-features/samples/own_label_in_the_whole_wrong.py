# /// sample
# task = "remembered"
# diagnosis = "A training row without others in its group got a share that counts the row itself, too. So its label has an effect on its number."
# ///

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    _, group = np.unique(groups, return_inverse=True)
    own = np.zeros(len(y))
    own[train] = 1
    lived = own * y
    others = np.bincount(group, own)[group] - own
    alive = np.bincount(group, lived)[group] - lived
    everybody = lived.sum() / own.sum()
    return np.where(others > 0, alive / np.maximum(others, 1), everybody)
