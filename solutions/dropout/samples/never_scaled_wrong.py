# /// sample
# task = "inference"
# diagnosis = "With training=True units are dropped, and the survivors come back as they were. Training is the place to divide them by 1 - rate; then nothing is left to scale when the model predicts."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x, 0.0)
    return x
