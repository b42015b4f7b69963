# /// sample
# task = "weights"
# diagnosis = "You raise an error that does not name the group. Somebody who reads it has to search for the hole."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups) or set(groups.tolist()) != set(town_shares):
        raise ValueError("the groups do not fit")
    return sum(share * answers[groups == name].mean() for name, share in town_shares.items())
