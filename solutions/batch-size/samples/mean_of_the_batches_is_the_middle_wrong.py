# /// sample
# task = "noise"
# diagnosis = "You measure distances from the mean of the drawn gradients. The middle is the gradient of all rows."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    drawn = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        drawn.append(gradient(w, x[rows], y[rows]))
    drawn = np.array(drawn)
    return np.sqrt(((drawn - drawn.mean(axis=0)) ** 2).sum(axis=1).mean())
