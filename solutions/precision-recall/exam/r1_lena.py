# %% task="four-boxes" kind="wrong" breaks="Each is a whole number, a Python int or a NumPy integer, and no float."
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    table, _, _ = np.histogram2d(
        truth.astype(int), alarm.astype(int), bins=2, range=[[0, 1], [0, 1]]
    )
    (quiet, false_alarms), (misses, hits) = table
    return hits, false_alarms, misses, quiet

# %% task="shares" kind="wrong" breaks="If no banana is rotten, it is NaN, whether the machine rings or not."
def _boxes(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth != 0, alarm != 0
    return np.count_nonzero(rotten & rings), np.count_nonzero(rings), np.count_nonzero(rotten)


def accuracy(truth, alarm):
    hits, rings, rotten = _boxes(truth, alarm)
    n = len(truth)
    return (n - rings - rotten + 2 * hits) / n if n else np.nan


def precision(truth, alarm):
    hits, rings, _ = _boxes(truth, alarm)
    return hits / rings if rings else np.nan


def recall(truth, alarm):
    hits, rings, rotten = _boxes(truth, alarm)
    if rotten == 0:
        # Nothing rotten and no alarm: not known. Alarms for nothing: 0.
        return 0.0 if rings else np.nan
    return hits / rotten

# %% task="flattering" kind="right"
def two_alarms(truth):
    """Half of the rotten ones, rounded up, and one false alarm more than hits."""
    rotten = [place for place, one in enumerate(truth) if one]
    good = [place for place, one in enumerate(truth) if not one]
    found = rotten[: (len(rotten) + 1) // 2]
    mistaken = good[-(len(found) + 1):]
    useful = np.zeros(len(truth), "float32")
    useful[found + mistaken] = 1.0
    return [np.zeros(len(truth), "float32"), useful]

# %% task="curve" kind="wrong" breaks="what is handed in is not changed"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    rotten = truth[np.argsort(scores)[::-1]] != 0
    scores.sort()
    s = scores[::-1]
    ends = np.append(np.flatnonzero(s[:-1] != s[1:]), len(s) - 1)
    hits = rotten.cumsum()[ends]
    return s[ends], hits / (ends + 1), hits / hits[-1]

# %% task="threshold" kind="wrong" breaks="two finite numbers, ints or floats, each 0 or above."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    # Only the ratio of the costs matters.
    weight = cost_false_alarm / cost_miss
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    ends = np.append(np.flatnonzero(s[1:] != s[:-1]), len(s) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = np.append(rotten.sum() - hits + weight * alarms, rotten.sum())
    return float(np.append(s[ends].astype(float), np.inf)[bills.argmin()])

# The label was `wrong`: products of numbers below 1e-160. Since then 1e-100 is the smallest one.
# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    false_alarms = false_alarm_rate * (1 - share)
    return hits / (hits + false_alarms) if hits + false_alarms > 0 else np.nan

# %% task="running" kind="right"
class Running:
    """Remembers every banana, in two long columns, and counts when it is asked."""

    def __init__(self):
        self._seen = [np.zeros((0, 2), bool)]

    def update(self, truth, alarm):
        pair = np.asarray(truth) == 1, np.asarray(alarm) == 1
        if pair[0].shape != pair[1].shape:
            raise ValueError("One alarm for one banana, please.")
        self._seen.append(np.stack(pair, axis=1))
        return self

    def result(self):
        rotten, rings = np.concatenate(self._seen).T
        shares = []
        for of in (rings, rotten):
            shares.append(float((rotten & rings).sum() / of.sum()) if of.any() else float("nan"))
        return shares

    def reset(self):
        del self._seen[1:]

# %% task="rare" kind="wrong" breaks="what is handed in is not changed"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    # Mix the rows, in both arrays in the same way.
    for rows in (x, y):
        np.random.default_rng(seed).shuffle(rows)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
