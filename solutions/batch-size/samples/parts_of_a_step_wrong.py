# /// sample
# task = "steps"
# diagnosis = "You count parts of a step. A short batch is a whole step: round up."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return n / size * epochs
