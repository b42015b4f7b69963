# /// sample
# task = "batches"
# diagnosis = "Your rows are drawn afresh each time, so some come twice in an epoch and about one in three not at all. An epoch deals each row once."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return [rng.integers(0, n, min(size, n - i)) for i in range(0, n, size)]
