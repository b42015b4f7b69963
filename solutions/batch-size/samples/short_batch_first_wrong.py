# /// sample
# task = "batches"
# diagnosis = "Your short batch comes first. The contract has it last: it holds what is left."
# ///

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    first = n % size
    parts = [order[:first]] if first else []
    return parts + [order[i:i + size] for i in range(first, n, size)]
