# /// sample
# task = "weights"
# diagnosis = "You pair the sorted groups with the shares as they stand in the dictionary. Nobody promised that these are sorted."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    means = [answers[groups == name].mean() for name in np.unique(groups)]
    return float(np.dot(means, list(town_shares.values())))
