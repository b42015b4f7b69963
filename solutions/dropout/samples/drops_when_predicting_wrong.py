# /// sample
# task = "inference"
# diagnosis = "With training=False some units come back as 0. Units are dropped only with training=True. Look whether `training` is asked before anything is dropped, and the right way round."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng)
