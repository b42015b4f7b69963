# /// sample
# task = "weights"
# diagnosis = "You turn all groups into texts. Then a whole number of the dictionary is never found."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    groups = groups.astype(str)
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    for name in set(town_shares) ^ set(groups.tolist()):
        raise ValueError(f"no share, or no answer, of {name}")
    return sum(share * answers[groups == name].mean() for name, share in town_shares.items())
