# /// sample
# task = "rule"
# diagnosis = "Your remainder takes the sign of the number, as in C, so odd numbers below zero give -1; Python's own % with a positive divisor never does."
# ///

# %% task="rule"
import math


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    if abs(x) < 2**53:
        return int(math.fmod(x, 2))
    return int(x) % 2
