# /// sample
# task = "steps"
# diagnosis = "The number is whole, but it is a float: `/` and `np.ceil` give floats. Make an int of it, or count with `//` alone."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return np.ceil(n / size) * epochs
