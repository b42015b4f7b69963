# /// sample
# task = "noise"
# diagnosis = "You draw more batches than asked for. Draw as many as `draws` says."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    far = []
    for _ in range(max(draws, 100)):
        rows = rng.choice(len(x), size, replace=False)
        far.append(np.linalg.norm(gradient(w, x[rows], y[rows]) - whole))
    return np.sqrt(np.mean(np.square(far)))
