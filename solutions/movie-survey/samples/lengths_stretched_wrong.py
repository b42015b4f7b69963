# /// sample
# task = "weights"
# diagnosis = "You leave lengths to NumPy, which stretches a single answer, or a single group, to any length."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    for name in set(groups.tolist()) ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    return sum(share * np.where(groups == name, answers, 0).sum() / np.sum(groups == name) for name, share in town_shares.items())
