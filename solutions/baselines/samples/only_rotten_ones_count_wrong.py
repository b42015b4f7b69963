# /// sample
# task = "human"
# diagnosis = "You counted how many of the rotten ones were found. The share of right answers counts the good ones, too."
# ///

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    if all(a is None for a in answers):
        raise ValueError("nothing answered")
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None and t == 1] or [(0, 1)]
    m, k, z = len(pairs), sum(bool(a == t) for a, t in pairs), 1.96
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
