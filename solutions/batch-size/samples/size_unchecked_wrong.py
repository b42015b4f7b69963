# /// sample
# task = "steps"
# diagnosis = ""
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    return -(-n // size) * epochs if size else 0
