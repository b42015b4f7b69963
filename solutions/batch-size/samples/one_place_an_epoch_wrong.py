# /// sample
# task = "descend"
# diagnosis = "You keep one place for each epoch. Each batch makes a step, and each step has its place."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            w = w - rate * gradient(w, x[rows], y[rows])
        path.append(w)
    return np.array(path)
