# /// sample
# task = "rule"
# diagnosis = "The number passes through a float; above 2**53 floats are so far apart that every one of them is even, so stay with whole numbers."
# ///

# %% task="rule"
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    half = int(x) / 2
    return 0 if half == int(half) else 1
