# /// sample
# task = "rule"
# diagnosis = "You give 1 for even numbers, as if the question were whether x is even; here the samples decide, and they say 2 → 0 and 5 → 1."
# ///

# %% task="rule"
def parity(x):
    if isinstance(x, (int, np.integer)):
        return 1 if x % 2 == 0 else 0
    raise TypeError(f"not an integer: {x!r}")
