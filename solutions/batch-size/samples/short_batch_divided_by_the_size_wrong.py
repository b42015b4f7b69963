# /// sample
# task = "descend"
# diagnosis = "You divide the short last batch by the full size, so its rows count for less. Divide by the rows that it has."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            w = w - rate * gradient(w, x[rows], y[rows]) * len(rows) / min(size, len(x))
            path.append(w)
    return np.array(path)
