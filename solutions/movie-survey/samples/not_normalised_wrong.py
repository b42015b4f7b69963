# /// sample
# task = "weights"
# diagnosis = "You add up weighted answers and do not divide by how many there are. More people then give a larger mean."
# ///

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    here = set(groups.tolist())
    for name in here ^ set(town_shares):
        raise ValueError(f"no share, or no answer, of {name}")
    weights = np.array([town_shares[name] / (groups == name).mean() for name in groups.tolist()])
    return (weights * answers).sum()
