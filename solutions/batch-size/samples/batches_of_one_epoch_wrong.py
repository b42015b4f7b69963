# /// sample
# task = "noise"
# diagnosis = "You take the batches of an epoch, so one batch says which rows cannot be in the next. Draw each batch anew."
# ///

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size or draws out of range")
    whole = gradient(w, x, y)
    far = []
    dealt = []
    for _ in range(draws):
        if not dealt:
            dealt = [rows for rows in batches(len(x), size, rng) if len(rows) == size]
        rows = dealt.pop()
        far.append(((gradient(w, x[rows], y[rows]) - whole) ** 2).sum())
    return np.sqrt(np.mean(far))
