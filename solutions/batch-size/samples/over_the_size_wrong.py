# /// sample
# task = "noise"
# diagnosis = "Your noise falls with the size. It falls with its root only: four times the rows make you twice as sure, not four times."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    each = 2 * (x @ w - y)[:, None] * x
    return float(np.sqrt(((each - whole) ** 2).sum(axis=1).mean()) / size)
