# /// sample
# task = "noise"
# diagnosis = "You compute the noise by a formula. The contract asks to measure it on the batches that are drawn."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    each = 2 * (x @ w - y)[:, None] * x
    variance = ((each - whole) ** 2).sum(axis=1).mean()
    rng.random()
    return np.sqrt(variance / size * (len(x) - size) / max(len(x) - 1, 1))
