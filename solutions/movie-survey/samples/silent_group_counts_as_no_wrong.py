# /// sample
# task = "weights"
# diagnosis = "You let a group from which nobody has answered count as no. Nobody knows what it would say."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    for name in set(groups.tolist()) - set(town_shares):
        raise ValueError(f"no share of {name}")
    return sum(share * answers[groups == name].sum() / max((groups == name).sum(), 1) for name, share in town_shares.items())
