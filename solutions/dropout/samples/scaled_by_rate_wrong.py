# /// sample
# task = "mask"
# diagnosis = "The survivors come back divided by `rate`. `rate` is the share that is dropped: the share that stays is 1 - rate, and dividing by it makes up for those who left."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if rate == 0:
        return x.copy()
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / rate, 0)
