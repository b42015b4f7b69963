# /// sample
# task = "batches"
# diagnosis = "Without rows you deal one empty batch. No batch is empty: the list is."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return np.split(rng.permutation(n), range(size, n, size))
