# /// sample
# task = "batches"
# diagnosis = "Some rows come several times in an epoch and many not at all, as if each draw put its row back. An epoch deals each row once: shuffle the row numbers, then cut them."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return [rng.integers(0, n, min(size, n - i)) for i in range(0, n, size)]
