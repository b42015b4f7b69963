# /// sample
# task = "descend"
# diagnosis = "All batches of an epoch are asked at the place where the epoch began. After a step you stand somewhere else: ask the next batch there."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        begin = w
        for rows in batches(len(x), size, rng):
            w = w - rate * gradient(begin, x[rows], y[rows])
            path.append(w)
    return np.array(path)
