# /// sample
# task = "weights"
# diagnosis = "You take the mean of all answers. Groups that like to answer then speak for the others."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    return answers.mean()
