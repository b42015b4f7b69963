# /// sample
# task = "descend"
# diagnosis = "Within an epoch some rows come several times and others never, as if each step drew from all rows. Deal the rows, so that each has its turn."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for start in range(0, len(x), size):
            rows = rng.choice(len(x), min(size, len(x) - start), replace=False)
            w = w - rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
