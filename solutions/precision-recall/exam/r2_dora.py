# %% task="four-boxes" kind="wrong" breaks="and no float"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError(f"{truth.shape} and {alarm.shape}")
    truth, alarm = truth * 1, alarm * 1
    hits = (truth * alarm).sum(dtype=np.result_type(truth, alarm, "float32" if truth.dtype.kind == "f" else "int64"))
    false_alarms = ((1 - truth) * alarm).sum(dtype=hits.dtype)
    misses = (truth * (1 - alarm)).sum(dtype=hits.dtype)
    return hits, false_alarms, misses, len(truth) - hits - false_alarms - misses


# %% task="shares" kind="wrong" breaks="the zeros and ones are bools, integers or floats"
def accuracy(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("different lengths")
    return (truth ^ alarm ^ 1).sum() / np.float64(truth.size)


def precision(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("different lengths")
    return (truth & alarm).sum() / np.float64(alarm.sum())


def recall(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("different lengths")
    return (truth & alarm).sum() / np.float64(truth.sum())


# %% task="curve" kind="right"
def curve(truth, scores):
    """Ask every machine of the family, one after the other."""
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rotten = truth.astype(bool)

    def family(rest):
        if rest.size == 0:
            return
        yield rest.max()
        while rest.size:
            rest = rest[rest < rest.max()]
            if rest.size:
                yield rest.max()

    rows = []
    for threshold in family(scores):
        rings = scores >= threshold
        rows.append((np.count_nonzero(rings & rotten) / np.count_nonzero(rings),
                     np.count_nonzero(rings & rotten) / np.count_nonzero(rotten)))
    p, q = np.array(rows, "float64").T
    return np.array(list(family(scores))), p.copy(), q.copy()


# %% task="threshold" kind="wrong" breaks="the threshold, at which the bill comes to misses * cost_miss + false alarms *"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rotten, good = scores[truth != 0], scores[truth == 0]
    def bill(t):
        missed = (rotten < t).mean() if len(rotten) else 0.0
        wasted = (good >= t).mean() if len(good) else 0.0
        return cost_miss * missed + cost_false_alarm * wasted
    return float(min([*np.unique(scores), np.inf], key=bill))


# %% task="elsewhere" kind="right"
from decimal import Decimal


def precision_elsewhere(recall, false_alarm_rate, share):
    recall, false_alarm_rate, share = (Decimal(float(one)) for one in (recall, false_alarm_rate, share))
    crowds = {"rotten": recall * share, "good": false_alarm_rate * (1 - share)}
    alarms = sum(crowds.values())
    return float(crowds["rotten"] / alarms) if alarms else float("nan")


# %% task="running" kind="wrong" breaks="Each object counts for itself."
class Running:
    counts = np.zeros(3, int)

    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        t, a = truth != 0, alarm != 0
        self.counts += [(t & a).sum(), (~t & a).sum(), (t & ~a).sum()]

    def result(self):
        hits, false_alarms, misses = map(int, self.counts)
        return (hits / (hits + false_alarms) if hits + false_alarms else np.nan,
                hits / (hits + misses) if hits + misses else np.nan)

    def reset(self):
        self.counts[:] = 0


# %% task="rare" kind="wrong" breaks="nothing else."
def _cheapest(truth, scores, cost_miss, cost_false_alarm):
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = cost_miss * (rotten.sum() - np.cumsum(rotten)) + cost_false_alarm * np.cumsum(~rotten)
    bills = np.where(np.append(s[1:] != s[:-1], True), bills, np.inf)
    best = int(np.argmin(bills))
    return float(s[best]) if bills[best] < cost_miss * rotten.sum() else float("inf")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(8, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
    model.fit(x, y, batch_size=128, epochs=20, validation_data=(x_val, y_val), callbacks=[stop], verbose=0)
    says = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    return model, _cheapest(y_val, says, cost_miss, cost_false_alarm)
