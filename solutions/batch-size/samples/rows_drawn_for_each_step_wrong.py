# /// sample
# task = "descend"
# diagnosis = "You draw the rows of each step from all rows. Some then come twice in an epoch and others never: deal them, so that each has its turn."
# ///

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or len(x) != len(y):
        raise ValueError("size or lengths")
    w = np.zeros(x.shape[1])
    path = [w]
    for _ in range(epochs):
        for start in range(0, len(x), size):
            rows = rng.choice(len(x), min(size, len(x) - start), replace=False)
            w = w - rate * gradient(w, x[rows], y[rows])
            path.append(w)
    return np.array(path)
