# /// sample
# task = "inference"
# diagnosis = "With training=True you drop and do not scale. It is at the exam that there is nothing to scale, because in training the survivors have made up for those who left."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x, 0.0)
    return x
