# /// sample
# task = "noise"
# diagnosis = "You take a size above n for n. The contract has an error there."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    size = min(size, len(x))
    whole = gradient(w, x, y)
    far = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        far.append(np.linalg.norm(gradient(w, x[rows], y[rows]) - whole))
    return np.sqrt(np.mean(np.square(far)))
