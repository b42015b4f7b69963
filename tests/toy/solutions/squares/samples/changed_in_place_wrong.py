# /// sample
# task = "square"
# diagnosis = "You write the squares into the array that was handed in, and the caller's numbers are gone."
# ///

# %% task="square"
def square(x):
    x *= x
    return x
