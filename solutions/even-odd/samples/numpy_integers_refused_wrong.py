# /// sample
# task = "rule"
# diagnosis = "NumPy integers of all eight dtypes get a TypeError. They are no subclasses of Python's int, and yet they are integers: numbers out of an array are of these types."
# ///

# %% task="rule"
def parity(x):
    if type(x) is not int:
        raise TypeError(f"expected an int, got {type(x).__name__}")
    return x & 1
