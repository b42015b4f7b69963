# /// sample
# task = "steps"
# diagnosis = "A size of 0 or below goes through. There is no such batch: it raises a ValueError."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    return -(-n // size) * epochs if size else 0
