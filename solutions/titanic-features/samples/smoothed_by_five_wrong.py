# /// sample
# task = "remembered"
# diagnosis = "Your shares are drawn towards the share of everybody. The contract asks for the share among the others, as it is."
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
    everybody = (lived.sum() - lived) / (own.sum() - own)
    return np.where(others > 0, (alive + 5 * everybody) / (others + 5), everybody)
