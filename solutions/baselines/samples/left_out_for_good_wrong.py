# /// sample
# task = "human"
# diagnosis = "You took the entries without an answer out of the lists that were handed in. Their owner misses them."
# ///

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    if isinstance(answers, list) and isinstance(truth, list):
        for place in reversed(range(len(answers))):
            if answers[place] is None:
                del answers[place], truth[place]
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not pairs:
        raise ValueError("nothing answered")
    m, k, z = len(pairs), sum(bool(a == t) for a, t in pairs), 1.96
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
