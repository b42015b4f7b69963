# /// sample
# task = "remembered"
# diagnosis = "Each training row counts its own label among its group. A passenger alone on a ticket then gets the answer itself."
# ///

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    _, group = np.unique(groups, return_inverse=True)
    own = np.zeros(len(y))
    own[train] = 1
    lived = own * y
    others = np.bincount(group, own)[group]
    alive = np.bincount(group, lived)[group]
    everybody = lived.sum() / own.sum()
    return np.where(others > 0, alive / np.maximum(others, 1), everybody)
