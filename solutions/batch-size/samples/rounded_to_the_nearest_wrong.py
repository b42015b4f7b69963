# /// sample
# task = "steps"
# diagnosis = "You round to the nearest whole number. A short batch is a step, however short it is: round up."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return round(n / size) * epochs
