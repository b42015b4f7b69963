# /// sample
# task = "inference"
# diagnosis = "You scale when predicting, as old textbooks do; survivors were already scaled up in training, so here the values stay as they are."
# ///

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if training:
        return x * (rng.random(x.shape) >= rate)
    return x * (1 - rate)
