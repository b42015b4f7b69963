# %% task="shares" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
def _checked(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")


def accuracy(truth, alarm):
    _checked(truth, alarm)
    return (truth == alarm).mean()


def precision(truth, alarm):
    _checked(truth, alarm)
    return truth[alarm == 1].mean()


def recall(truth, alarm):
    _checked(truth, alarm)
    return alarm[truth == 1].mean()


# %% task="flattering" kind="wrong" breaks="two new arrays of shape (n,)"
def two_alarms(truth):
    useful = np.asarray(truth, dtype=np.int64)
    if not useful.flags.writeable:
        useful = useful.copy()
    lazy = np.zeros_like(useful)
    good = np.flatnonzero(useful == 0)
    useful[good[: useful.sum() + 1]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="float32 is exact enough"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    thresholds = np.unique(scores)[::-1]
    precisions, recalls = [], []
    for threshold in thresholds:
        rings = scores >= threshold
        precisions.append(truth[rings].mean())
        recalls.append(truth[rings].sum() / truth.sum())
    return thresholds, np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rows = sorted(zip(scores.tolist(), (truth != 0).tolist()), reverse=True)
    bill = sum(rotten for _, rotten in rows) * cost_miss
    best, least = float("inf"), bill
    for score, rotten in rows:
        bill += -cost_miss if rotten else cost_false_alarm
        if bill < least:
            best, least = float(score), bill
    return best


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = np.float64(recall), np.float64(false_alarm_rate), np.float64(share)
    with np.errstate(all="ignore"):
        return 1 / (1 + f * (1 - s) / (r * s))


# %% task="running" kind="right"
class Running:
    """Keeps every banana, in copies of its own."""

    def __init__(self):
        self._rotten, self._rings = [], []

    def update(self, truth, alarm):
        rotten, rings = (truth != 0).tolist(), (alarm != 0).tolist()
        if len(rotten) != len(rings):
            raise ValueError("different lengths")
        self._rotten.extend(rotten)
        self._rings.extend(rings)
        return self

    def result(self):
        rotten, rings = np.array(self._rotten, bool), np.array(self._rings, bool)
        of_alarms = rotten[rings]
        of_rotten = rings[rotten]
        precision = np.mean(of_alarms) if of_alarms.size else np.nan
        recall = np.mean(of_rotten) if of_rotten.size else np.nan
        return [precision, recall]

    def reset(self):
        del self._rotten[:], self._rings[:]


# %% task="rare" kind="wrong" breaks="it is at most"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    best, threshold = -1.0, 0.5
    for t in np.unique(says):
        rings = says >= t
        hits = np.sum(rings & (y_val == 1))
        f1 = 2 * hits / (rings.sum() + (y_val == 1).sum())
        if f1 > best:
            best, threshold = f1, float(t)
    return model, threshold
