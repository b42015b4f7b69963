# /// sample
# task = "batches"
# diagnosis = "You fill the last batch up with rows that were dealt before. These speak twice in the epoch."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    if n > size and n % size:
        order = np.concatenate([order, order[:size - n % size]])
    return [order[i:i + size] for i in range(0, n, size)]
