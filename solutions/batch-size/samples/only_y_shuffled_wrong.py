# /// sample
# task = "descend"
# diagnosis = "You take y in another order than x. A row's y belongs to its x: index both with the same numbers."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for place, rows in enumerate(batches(len(x), size, rng)):
            w = w - rate * gradient(w, x[place * size:place * size + len(rows)], y[rows])
            path.append(w)
    return np.array(path)
