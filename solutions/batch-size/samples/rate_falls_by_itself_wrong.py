# /// sample
# task = "descend"
# diagnosis = "Your rate falls from epoch to epoch. The contract has one rate for all steps."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for epoch in range(epochs):
        for rows in batches(len(x), size, rng):
            w = w - rate / (1 + epoch) * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
