# /// sample
# task = "square"
# diagnosis = "Your function gives a word back as if it had a square; it should raise a TypeError."
# ///

# %% task="square"
def square(x):
    return x if isinstance(x, str) else x * x
