# /// sample
# task = "ask"
# diagnosis = "You pick one place and take those who sit side by side from there on. People who sit together are alike, and most sets can never come about."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    return (rng.integers(0, n) + np.arange(k)) % n
