# /// sample
# task = "noise"
# diagnosis = "You take the mean over the weights. The squared length of a difference is the *sum* of the squares of its numbers."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    far = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        far.append(((gradient(w, x[rows], y[rows]) - whole) ** 2).mean())
    return np.sqrt(np.mean(far))
