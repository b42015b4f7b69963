# /// sample
# task = "spatial"
# diagnosis = "Every call here drops the same number of channels. Where each channel leaves with probability `rate`, on its own, the number varies from call to call."
# ///

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [full if size is None else 1 for full, size in zip(x.shape, noise_shape)]
    keep = np.ones(int(np.prod(shape)))
    keep[rng.permutation(len(keep))[: round(rate * len(keep))]] = 0
    return x * keep.reshape(shape) / (1 - rate)
