# /// sample
# task = "ask"
# diagnosis = "You make a generator of your own inside, so each call picks the same people. All chance comes from the one that is handed in."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    return np.random.default_rng(0).choice(n, k, replace=False)
