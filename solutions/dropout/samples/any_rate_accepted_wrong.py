# /// sample
# task = "mask"
# diagnosis = "Your function takes a rate that makes no sense and computes something; a rate below 0, or 1 and above, should be refused with a ValueError."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    keep = rng.random(x.shape) >= rate
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(keep, x / (1 - rate), 0.0)
