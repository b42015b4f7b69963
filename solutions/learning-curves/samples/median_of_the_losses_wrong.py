# /// sample
# task = "advise"
# diagnosis = "One terribly wrong model among many does not change your advice: no median, no trimmed mean and no vote sees it. A model that is terribly wrong now and then is a bad model, so take the mean."
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
    t, v = np.median(train), np.median(val)
    if v <= target:
        return "stop"
    bias, variance = max(t - target, 0), v - max(t, target)
    return "data" if variance >= 2 * bias else "model"
