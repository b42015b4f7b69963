# /// sample
# task = "ask"
# diagnosis = "You round a number between 0 and n - 1. The first and the last person get half of the others' chance."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    picked = set()
    while len(picked) < k:
        picked.add(round(rng.uniform(0, n - 1)) if n > 1 else 0)
    return np.array(sorted(picked), dtype=int)
