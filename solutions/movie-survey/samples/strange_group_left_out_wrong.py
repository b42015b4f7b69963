# /// sample
# task = "weights"
# diagnosis = "You leave out answers of a group that the town does not have. Somebody has written down a wrong group, and nobody will notice."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    for name in set(town_shares) - set(groups.tolist()):
        raise ValueError(f"nobody of {name} has answered")
    return sum(share * answers[groups == name].mean() for name, share in town_shares.items())
