# /// sample
# task = "curve"
# diagnosis = "From the second size on, your model has learnt before, and it goes on from that. Each point of the curve is a new model that learns once."
# ///

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    model = make_model()
    for m in sizes:
        rows = order[:m]
        model.fit(x[rows], y[rows])
        train.append(np.mean((model.predict(x[rows]).reshape(-1) - y[rows]) ** 2))
        val.append(np.mean((model.predict(x_val).reshape(-1) - y_val) ** 2))
    return np.array(train), np.array(val)
