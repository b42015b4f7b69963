# /// sample
# task = "inference"
# diagnosis = "With training=False the numbers come back multiplied by 1 - rate, as in old textbooks. Here training does all the scaling, so the numbers of x are to stay as they are."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if training:
        return x * (rng.random(x.shape) >= rate)
    return x * (1 - rate)
