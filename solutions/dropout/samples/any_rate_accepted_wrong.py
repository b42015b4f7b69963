# /// sample
# task = "mask"
# diagnosis = "Rates such as -0.1 and 1.5 raise no error. A rate below 0, a rate of 1 or more, and NaN make no sense: each needs a ValueError."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    keep = rng.random(x.shape) >= rate
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(keep, x / (1 - rate), 0.0)
