# /// sample
# task = "batches"
# diagnosis = "Rows are stirred with their neighbours only, as in a shuffle buffer that is too small. Each order of all rows is equally likely."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = [start + rng.permutation(min(5000, n - start)) for start in range(0, n, 5000)]
    order = np.concatenate(order) if n else np.arange(0)
    return [order[i:i + size] for i in range(0, n, size)]
