# /// sample
# task = "ask"
# diagnosis = "You take every n/k-th person, from a start that dice choose. Each person is equally likely, but neighbours are never picked together: not all sets are."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    if k == 0:
        return np.arange(0)
    step = n // k
    start = rng.integers(0, n)
    return (start + step * np.arange(k)) % n
