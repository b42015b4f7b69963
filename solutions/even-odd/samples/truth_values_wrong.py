# /// sample
# task = "rule"
# diagnosis = "You give back False or True; a comparison is not yet a label, which is the number 0 or 1."
# ///

# %% task="rule"
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    return x % 2 == 1
