# /// sample
# task = "human"
# diagnosis = "Your limits are those of a 90 % interval: a factor of about 1.645 leaves 5 % on each side, and 10 % in all. For 95 % it is 1.96."
# ///

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not pairs:
        raise ValueError("nothing answered")
    m = len(pairs)
    k = sum(bool(a == t) for a, t in pairs)
    z = 1.645
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
