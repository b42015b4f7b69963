# /// sample
# task = "human"
# diagnosis = "You took the share, give or take two standard errors. At 24 of 24 that leaves no room, or next to none: it says that you are perfect, for certain."
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
    share = k / m
    error = 1.96 * np.sqrt(share * (1 - share) / m)
    return share, max(0.0, share - error), min(1.0, share + error)
