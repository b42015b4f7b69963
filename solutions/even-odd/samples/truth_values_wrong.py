# /// sample
# task = "rule"
# diagnosis = "All answers that were tried are False or True, and the label is the number 0 or 1. Python's `int` makes a number of a truth value."
# ///

# %% task="rule"
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    return x % 2 == 1
