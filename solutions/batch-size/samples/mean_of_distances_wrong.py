# /// sample
# task = "noise"
# diagnosis = "You take the mean of the distances. The contract asks for the root of their mean *square*, in which large ones count for more."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    far = []
    for _ in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        far.append(np.linalg.norm(gradient(w, x[rows], y[rows]) - whole))
    return np.mean(far)
