# /// sample
# task = "remembered"
# diagnosis = "Each row asks the others, but among these are rows that are not for training. Their labels are not asked."
# ///

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    _, group = np.unique(groups, return_inverse=True)
    own = np.zeros(len(y))
    own[:] = 1
    lived = own * y
    others = np.bincount(group, own)[group] - own
    alive = np.bincount(group, lived)[group] - lived
    everybody = (lived.sum() - lived) / (own.sum() - own)
    return np.where(others > 0, alive / np.maximum(others, 1), everybody)
