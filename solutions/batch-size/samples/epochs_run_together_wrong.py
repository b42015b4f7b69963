# /// sample
# task = "steps"
# diagnosis = "Your number lets a batch run from one epoch into the next. Each epoch ends with a batch of its own, which may be short."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return -(-(n * epochs) // size)
