# /// sample
# task = "rule"
# diagnosis = "You let only Python's own int pass, but np.int64 is no subclass of it, and numbers out of an array are NumPy's."
# ///

# %% task="rule"
def parity(x):
    if type(x) is not int:
        raise TypeError(f"expected an int, got {type(x).__name__}")
    return x & 1
