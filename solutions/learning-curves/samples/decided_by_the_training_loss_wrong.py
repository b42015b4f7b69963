# /// sample
# task = "advise"
# diagnosis = "Your advice follows the loss on rows that were fitted, and no loss on other rows changes it. A model that has learnt its rows by heart would be told to stop."
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
    t = np.mean(train)
    if t <= target:
        return "stop"
    return "model"
