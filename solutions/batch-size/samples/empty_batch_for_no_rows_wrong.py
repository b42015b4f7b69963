# /// sample
# task = "batches"
# diagnosis = ""
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return np.split(rng.permutation(n), range(size, n, size))
