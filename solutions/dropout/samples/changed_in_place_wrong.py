# /// sample
# task = "mask"
# diagnosis = "Afterwards the array that was handed in holds the result, and the caller's data are gone. The zeros belong in a new array."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    x[rng.random(x.shape) < rate] = 0
    x /= 1 - rate
    return x
