# /// sample
# task = "mask"
# diagnosis = "About a share of `rate` is kept. In Keras, and here, `rate` is the share that is dropped."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if rate == 0:
        return x.copy()
    mask = rng.random(x.shape) < rate
    return mask * x / rate
