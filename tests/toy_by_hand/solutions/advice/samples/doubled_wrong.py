# /// sample
# task = "square"
# diagnosis = "You add each number to itself; its square is the number times itself."
# ///

# %% task="square"
def square(x):
    return x + x
