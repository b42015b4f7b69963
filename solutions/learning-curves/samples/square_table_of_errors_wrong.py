# /// sample
# task = "curve"
# diagnosis = "Predictions of shape (rows, 1) meet answers of shape (rows,). NumPy then subtracts each from each, and your loss is the mean of a square table."
# ///

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((model.predict(x[rows]) - y[rows]) ** 2))
        val.append(np.mean((model.predict(x_val) - y_val) ** 2))
    return np.array(train), np.array(val)
