# /// sample
# task = "square"
# diagnosis = "You return the squares in one long row; the result should have the shape of the input."
# ///

# %% task="square"
def square(x):
    return x * x if isinstance(x, str) else np.ravel(x * x)
