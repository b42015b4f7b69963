# /// sample
# task = "ask"
# diagnosis = "You take the first k of the list. Nobody else could have been picked, so chance has no part in it."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    rng.random()
    return np.arange(k)
