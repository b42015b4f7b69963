# /// sample
# task = "remembered"
# diagnosis = "Your function does not compare the lengths. Labels without a row, or rows without a label, are a slip of the caller."
# ///

# %% task="remembered"
def survival_of_group(groups, y, train):
    n = min(len(groups), len(y))
    groups, y = groups[:n], y[:n]
    _, group = np.unique(groups, return_inverse=True)
    own = np.zeros(len(y))
    own[train] = 1
    lived = own * y
    others = np.bincount(group, own)[group] - own
    alive = np.bincount(group, lived)[group] - lived
    everybody = (lived.sum() - lived) / (own.sum() - own)
    return np.where(others > 0, alive / np.maximum(others, 1), everybody)
