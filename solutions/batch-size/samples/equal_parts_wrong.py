# /// sample
# task = "batches"
# diagnosis = "You cut the rows into parts of about one size. The contract has full batches, and a rest at the end."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n == 0:
        return []
    return np.array_split(rng.permutation(n), -(-n // size))
