# /// sample
# task = "batches"
# diagnosis = "The rows come in the order of the file. Rows that stand together there are often alike, so a batch then hears one opinion: shuffle first."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return [np.arange(i, min(i + size, n)) for i in range(0, n, size)]
