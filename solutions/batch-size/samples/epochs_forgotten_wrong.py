# /// sample
# task = "steps"
# diagnosis = "Your number is that of a single epoch. Each epoch makes as many steps again."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return -(-n // size)
