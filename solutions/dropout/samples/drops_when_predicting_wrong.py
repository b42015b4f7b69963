# /// sample
# task = "inference"
# diagnosis = "You drop when `training` is False: either the switch is the wrong way round, or it is not asked at all."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng)
