# /// sample
# task = "mask"
# diagnosis = "A rate of 0 raises a ValueError. It is possible: nobody is dropped, and everything comes back as it was."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 < rate < 1:
        raise ValueError(f"rate must lie between 0 and 1, not {rate}")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), 0.0)

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    return np.where(rng.random(x.shape) < rate, 0, x / (1 - rate)).astype(x.dtype)
