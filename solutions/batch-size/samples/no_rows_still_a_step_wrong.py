# /// sample
# task = "steps"
# diagnosis = "You count a step where there are no rows. Without rows there is no batch."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return max(1, -(-n // size)) * epochs
