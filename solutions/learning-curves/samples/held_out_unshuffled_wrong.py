# /// sample
# task = "advise"
# diagnosis = "You hold out blocks of the file as it stands; where it is sorted, the held-out rows are of another kind than all that was fitted."
# ///

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    train, val = [], []
    for turn in range(12):
        order = np.roll(np.arange(len(x)), (len(x) // 12) * turn)
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
