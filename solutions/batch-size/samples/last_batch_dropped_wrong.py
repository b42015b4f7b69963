# /// sample
# task = "batches"
# diagnosis = "Rows of the short last batch are never dealt. They are a batch, too: in each epoch each row has its turn."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    if size >= n:
        return [order] if n else []
    return [order[k * size:(k + 1) * size] for k in range(n // size)]
