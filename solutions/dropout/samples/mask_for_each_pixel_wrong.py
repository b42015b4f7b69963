# /// sample
# task = "spatial"
# diagnosis = "You draw for each unit and leave `noise_shape` aside, so single pixels go and their neighbours whisper the answer; draw the mask in the smaller shape."
# ///

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    keep = rng.random(x.shape) >= rate
    return x * keep / (1 - rate)
