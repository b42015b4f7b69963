# /// sample
# task = "noise"
# diagnosis = "Your noise is that of batches which may hold a row twice. A batch is of different rows, so its noise is smaller, and 0 for a batch of all rows."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    far = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=True)
        far.append(np.linalg.norm(gradient(w, x[rows], y[rows]) - whole))
    return np.sqrt(np.mean(np.square(far)))
