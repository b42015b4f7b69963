# /// sample
# task = "weights"
# diagnosis = "You leave out a group from which nobody has answered. But it lives in the town, and the others do not speak for it."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    for name in set(groups.tolist()) - set(town_shares):
        raise ValueError(f"no share of {name}")
    there = [name for name in town_shares if (groups == name).any()]
    total = sum(town_shares[name] for name in there)
    return sum(town_shares[name] * answers[groups == name].mean() for name in there) / total
