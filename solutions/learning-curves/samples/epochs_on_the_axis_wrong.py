# /// sample
# task = "curve"
# diagnosis = "You fit one model on all rows again and again, as over epochs; here the axis has numbers of rows, and each point is a model of its own."
# ///

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    model, train, val, done = make_model(), [], [], 0
    for m in sizes:
        while done < m:
            model.fit(x[order], y[order])
            done += 1
        train.append(np.mean((model.predict(x).reshape(-1) - y) ** 2))
        val.append(np.mean((model.predict(x_val).reshape(-1) - y_val) ** 2))
    return np.array(train), np.array(val)
