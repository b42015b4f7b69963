# /// sample
# task = "steps"
# diagnosis = "Your number counts the full batches alone. The rows that are left over at the end of an epoch make a step, too."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return n // size * epochs
