# /// sample
# task = "descend"
# diagnosis = "The zeros at the beginning are missing on your path: it has one place more than there are steps."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = []
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            w = w - rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path).reshape(-1, x.shape[1])
