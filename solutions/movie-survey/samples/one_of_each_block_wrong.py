# /// sample
# task = "ask"
# diagnosis = "You cut the list into k equal parts and pick one of each. That is fair to each person, but two of one part are never picked together."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("no such k")
    edges = np.linspace(0, n, k + 1).astype(int)
    return np.array([rng.integers(edges[part], edges[part + 1]) for part in range(k)], dtype=int)
