# /// sample
# task = "batches"
# diagnosis = "You shuffle the batches, and inside them rows stand as in the file. Neighbours in the file then always speak together: shuffle rows."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    parts = [np.arange(i, min(i + size, n)) for i in range(0, n, size)]
    full = [parts[k] for k in rng.permutation(n // size)]
    return full + parts[n // size:]
