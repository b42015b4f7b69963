# /// sample
# task = "remembered"
# diagnosis = "Some rows got one half: their group holds no other *training* row. Then the share of all other training rows steps in."
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
    (lived.sum() - lived) / (own.sum() - own)
    return np.where(others > 0, alive / np.maximum(others, 1), 0.5)
