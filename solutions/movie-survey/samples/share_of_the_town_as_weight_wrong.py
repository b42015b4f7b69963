# /// sample
# task = "weights"
# diagnosis = "You weight each answer by its group's share of the town. A group with many answers still counts too much: divide by its share of the answers."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    weights = np.array([town_shares[name] for name in groups.tolist()])
    return (weights * answers).sum() / weights.sum()
