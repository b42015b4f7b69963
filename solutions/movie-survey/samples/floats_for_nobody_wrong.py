# /// sample
# task = "ask"
# diagnosis = "Where nobody is picked, you give an empty array of floats. Row numbers are integers, even where there are none."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    picked = []
    left = list(range(n)) if n < 3000 else None
    if left is None:
        return rng.choice(n, k, replace=False)
    for _ in range(k):
        picked.append(left.pop(rng.integers(len(left))))
    return np.array(picked)
