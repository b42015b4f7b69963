# /// sample
# task = "mask"
# diagnosis = "Units that are not 0 come back as they were. Each survivor is to be divided by 1 - rate, so that the expected value of a unit stays x."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    return x * (rng.random(x.shape) >= rate)
