# /// sample
# task = "descend"
# diagnosis = "Each epoch takes the rows in the order of the file. Rows that stand together there are often alike: deal them in a random order."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for i in range(0, len(x), size):
            w = w - rate * gradient(w, x[i:i + size], y[i:i + size])
            path.append(w)
    return np.array(path)
