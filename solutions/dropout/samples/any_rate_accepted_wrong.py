# /// sample
# task = "mask"
# diagnosis = "You trust the rate: 1 divides by zero and 1.5 turns signs around without a word, so refuse such rates with a ValueError."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    keep = rng.random(x.shape) >= rate
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(keep, x / (1 - rate), 0.0)
