# /// sample
# task = "weights"
# diagnosis = "You let each group count the same. In the town they are not of the same size."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    return np.mean([answers[groups == name].mean() for name in town_shares])
