# /// sample
# task = "noise"
# diagnosis = "You measure how long the gradients are. Noise is how far they are from the gradient of all rows."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    far = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        far.append((gradient(w, x[rows], y[rows]) ** 2).sum())
    return np.sqrt(np.mean(far))
