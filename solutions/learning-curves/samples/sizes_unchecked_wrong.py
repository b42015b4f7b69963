# /// sample
# task = "curve"
# diagnosis = "A slice beyond the end raises nothing: you fit fewer rows than the size says, and the point stands in the wrong place."
# ///

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((model.predict(x[rows]).reshape(-1) - y[rows]) ** 2))
        val.append(np.mean((model.predict(x_val).reshape(-1) - y_val) ** 2))
    return np.array(train), np.array(val)
