# /// sample
# task = "mask"
# diagnosis = "You write the zeros into the array that was handed in: the result looks right, but the caller's data are gone."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    x[rng.random(x.shape) < rate] = 0
    x /= 1 - rate
    return x
