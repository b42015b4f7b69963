# /// sample
# task = "steps"
# diagnosis = "You divide as floats, and these hold 16 digits only: a large n loses its last rows. Whole numbers divide without loss."
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return int(np.ceil(n / size)) * epochs
