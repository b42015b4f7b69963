# /// sample
# task = "descend"
# diagnosis = "Each step adds up what the rows of its batch say. A larger batch then makes a longer step: take the mean, as `gradient` does."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            w = w - rate * len(rows) * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
