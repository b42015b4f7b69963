# /// sample
# task = "ask"
# diagnosis = "You put each person back before the next draw, so some are picked twice. A sample of k people has k different ones."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    return rng.integers(0, n, k)
