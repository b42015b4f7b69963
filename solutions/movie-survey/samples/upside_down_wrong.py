# /// sample
# task = "weights"
# diagnosis = "You divide the survey's share by the town's. A group that answers too often then counts even more: it is the other way round."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    weights = np.array([(groups == name).mean() / town_shares[name] for name in groups.tolist()])
    return (weights * answers).sum() / weights.sum()
