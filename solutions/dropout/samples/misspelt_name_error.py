# /// sample
# task = "spatial"
# diagnosis = "Your function has another name than the task gives it, so nobody can call it."
# ///

# %% task="spatial"
def shape_dropout(x, rate, rng, noise_shape):
    shape = [n if entry is None else 1 for n, entry in zip(x.shape, noise_shape)]
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)
