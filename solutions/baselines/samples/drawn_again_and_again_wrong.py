# /// sample
# task = "human"
# diagnosis = "You drew your own answers again and again (a bootstrap). From 24 right answers it can draw nothing but right ones, so it is certain."
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
    right = np.arange(m) < k
    draws = np.random.default_rng(0).choice(right, (1000, m)).mean(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return k / m, min(float(low), k / m), max(float(high), k / m)
