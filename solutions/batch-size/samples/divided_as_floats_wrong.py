# /// sample
# task = "steps"
# diagnosis = ""
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return int(np.ceil(n / size)) * epochs
