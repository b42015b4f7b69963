# /// sample
# task = "steps"
# diagnosis = "You add one batch for the rows that are left, even where none are left: 12 rows make three batches of 4."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return (n // size + 1) * epochs
