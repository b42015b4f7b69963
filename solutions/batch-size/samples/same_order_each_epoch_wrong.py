# /// sample
# task = "descend"
# diagnosis = "The rows come in one order in all epochs, so the same rows always speak together. Deal them in a new order for each epoch."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    dealt = batches(len(x), size, rng)
    for _ in range(epochs):
        for rows in dealt:
            w = w - rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
