# /// sample
# task = "batches"
# diagnosis = ""
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = np.roll(np.arange(n), rng.integers(max(n, 1)))
    return [order[i:i + size] for i in range(0, n, size)]
