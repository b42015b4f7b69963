# /// sample
# task = "mask"
# diagnosis = "All rows have the same units dropped, so the same pupils are missing from each row. Each unit of each row needs a draw of its own."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape[-1]) >= rate
    return x * keep / (1 - rate)

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    return np.where(rng.random(x.shape) < rate, 0, x / (1 - rate)).astype(x.dtype)
