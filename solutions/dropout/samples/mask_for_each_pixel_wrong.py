# /// sample
# task = "spatial"
# diagnosis = "Each unit has a draw of its own, as if `noise_shape` were None on all axes. So single pixels go, and their neighbours whisper the answer; draw the mask in the smaller shape."
# ///

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    keep = rng.random(x.shape) >= rate
    return x * keep / (1 - rate)
