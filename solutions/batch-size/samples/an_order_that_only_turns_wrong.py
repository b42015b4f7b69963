# /// sample
# task = "batches"
# diagnosis = "You begin at a random row, and go on in the order of the file. Neighbours stay neighbours: shuffle all rows."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = np.roll(np.arange(n), rng.integers(max(n, 1)))
    return [order[i:i + size] for i in range(0, n, size)]
