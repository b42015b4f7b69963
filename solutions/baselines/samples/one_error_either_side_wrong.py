# /// sample
# task = "human"
# diagnosis = "Your limits are one standard error from the share. Such an interval holds the truth about two times in three, not 95 times in 100."
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
    error = np.sqrt(share * (1 - share) / m)
    return share, max(0.0, share - error), min(1.0, share + error)
