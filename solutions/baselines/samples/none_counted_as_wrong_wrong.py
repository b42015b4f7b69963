# /// sample
# task = "human"
# diagnosis = "You divided by all entries, so a banana that was left out counts as a wrong answer. None is no answer."
# ///

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    if all(a is None for a in answers):
        raise ValueError("nothing answered")
    m, k, z = len(answers), sum(a is not None and bool(a == t) for a, t in zip(answers, truth)), 1.96
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
