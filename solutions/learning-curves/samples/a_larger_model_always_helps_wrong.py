# /// sample
# task = "advise"
# diagnosis = "Wherever the level was not reached, your advice was another model; a model that has learnt its homework and fails the exam needs more rows."
# ///

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for turn in range(12):
        order = rng.permutation(len(x))
        held, rest = order[:len(x) // 5], order[len(x) // 5:]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((model.predict(x[rest]).reshape(-1) - y[rest]) ** 2))
        val.append(np.mean((model.predict(x[held]).reshape(-1) - y[held]) ** 2))
    v = np.mean(val)
    if v <= target:
        return "stop"
    return "model"
