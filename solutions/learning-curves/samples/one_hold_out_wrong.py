# /// sample
# task = "advise"
# diagnosis = "Only the first model that `make_model` gives decides your advice. A single hold-out is a lottery: take ten or more, each with a new model, and their means."
# ///

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for turn in range(1):
        order = rng.permutation(len(x))
        held, rest = order[:len(x) // 5], order[len(x) // 5:]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((model.predict(x[rest]).reshape(-1) - y[rest]) ** 2))
        val.append(np.mean((model.predict(x[held]).reshape(-1) - y[held]) ** 2))
    t, v = np.mean(train), np.mean(val)
    if v <= target:
        return "stop"
    bias, variance = max(t - target, 0), v - max(t, target)
    return "data" if variance >= 2 * bias else "model"
