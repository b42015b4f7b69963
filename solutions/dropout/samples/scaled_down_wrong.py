# /// sample
# task = "mask"
# diagnosis = "The survivors come back multiplied by 1 - rate, which makes them smaller. They must make up for those who left: divide them by 1 - rate."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x * (1 - rate), 0)
