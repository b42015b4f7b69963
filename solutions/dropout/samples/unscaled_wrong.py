# /// sample
# task = "mask"
# diagnosis = "You zero the right share and leave the survivors as they were: the next layer then gets a smaller sum in training than when it predicts."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    return x * (rng.random(x.shape) >= rate)
