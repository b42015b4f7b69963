# /// sample
# task = "rule"
# diagnosis = "Even numbers get 1 (or True) from you, and odd numbers get 0, as if the question were whether x is even. Here the samples decide, and they say 2 → 0 and 5 → 1."
# ///

# %% task="rule"
def parity(x):
    if isinstance(x, (int, np.integer)):
        return 1 if x % 2 == 0 else 0
    raise TypeError(f"not an integer: {x!r}")
