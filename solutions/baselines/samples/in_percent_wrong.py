# /// sample
# task = "human"
# diagnosis = "Your share is in percent. A share lies between 0 and 1."
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
    z = 1.96
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return 100 * share, 100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach)
