# /// sample
# task = "mask"
# diagnosis = "You multiply the survivors by 1 - rate, which makes the sum smaller still: those who stay must speak up for those who left, so divide."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x * (1 - rate), 0)
