# /// sample
# task = "human"
# diagnosis = "You made an array of numbers of the answers, and None is no number: it became a NaN, or an answer of its own."
# ///

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    given, truth = np.array(answers), np.array(truth)
    rows = np.array([answer is not None for answer in given], bool)
    if not rows.any():
        raise ValueError("nothing answered")
    m, k, z = int(rows.sum()), int(sum(str(int(a)) == str(t) for a, t in zip(given[rows], truth[rows]))), 1.96
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
