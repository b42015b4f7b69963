# /// sample
# task = "descend"
# diagnosis = "You deal a few orders at the beginning, and use them again. Each epoch deals its rows anew."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    dealt = [batches(len(x), size, rng) for _ in range(2)]
    for epoch in range(epochs):
        for rows in dealt[epoch % 2]:
            w = w - rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
