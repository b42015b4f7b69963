# /// sample
# task = "rule"
# diagnosis = "A float stands between the number and your answer. Above 2**53 floats are so far apart that most whole numbers are not among them, so stay with whole numbers."
# ///

# %% task="rule"
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    half = int(x) / 2
    return 0 if half == int(half) else 1
