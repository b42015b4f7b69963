# /// sample
# task = "steps"
# diagnosis = "Your number has one batch more than the full ones in each epoch, even where no rows are left. But 12 rows make just three batches of 4."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return (n // size + 1) * epochs
