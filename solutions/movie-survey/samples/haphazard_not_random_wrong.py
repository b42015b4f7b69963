# /// sample
# task = "ask"
# diagnosis = "You take those who come out near the middle more often, as John does. Random means that each set has the same chance."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    return np.argsort(np.abs(np.arange(n) - n / 2) + rng.normal(0, n / 4, n))[:k]
