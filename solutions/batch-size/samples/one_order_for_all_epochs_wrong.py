# /// sample
# task = "batches"
# diagnosis = "Each call deals the same order. Then the same rows always speak together: take the order from `rng`, which moves on with each call."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = np.random.default_rng(42).permutation(n)
    return [order[i:i + size] for i in range(0, n, size)]
