# /// sample
# task = "rule"
# diagnosis = "Odd numbers below zero get -1 from you, as with the remainder in C or `math.fmod`; Python's own % with a positive divisor gives 1."
# ///

# %% task="rule"
import math


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    if abs(x) < 2**53:
        return int(math.fmod(x, 2))
    return int(x) % 2
