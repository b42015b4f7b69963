# /// sample
# task = "descend"
# diagnosis = "All places on your path are the same. A list that holds one array many times does that: each change shows everywhere. Keep a copy, or make a new array for each step."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            w -= rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
