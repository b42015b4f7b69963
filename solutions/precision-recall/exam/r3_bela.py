# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
def confusion(truth, alarm):
    t = np.asarray(truth).astype("uint8")
    a = np.asarray(alarm).astype("uint8")
    if t.shape != a.shape:
        raise ValueError("different lengths")
    return [int(t @ a), int((1 - t) @ a), int(t @ (1 - a)), int((1 - t) @ (1 - a))]


# %% task="shares" kind="wrong" breaks="If no banana is rotten, it is NaN, whether the machine rings or not."
def _four(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("not of one length")
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum())


def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = _four(truth, alarm)
    n = hits + false_alarms + misses + quiet
    return (hits + quiet) / n if n else float("nan")


def precision(truth, alarm):
    hits, false_alarms, _, _ = _four(truth, alarm)
    return hits / (hits + false_alarms) if hits + false_alarms else float("nan")


def recall(truth, alarm):
    hits, false_alarms, misses, _ = _four(truth, alarm)
    if hits + false_alarms + misses == 0:
        return float("nan")
    return hits / max(hits + misses, 1)


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    lazy = np.zeros(len(truth), dtype=int)
    useful = (truth == 1).astype(int)
    good = np.flatnonzero(truth == 0)
    useful[good[:2]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="or integers of any dtype"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("lengths differ")
    order = np.argsort(-scores, kind="stable")
    s, t = scores[order], truth[order] == 1
    last = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    hits = np.cumsum(t)[last]
    return s[last], hits / (last + 1), hits / hits[-1]


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    values = scores.astype("float64")
    knobs = np.append(np.unique(values), values.max() + 1.0)  # the last one never rings
    rotten, good = np.sort(values[truth == 1]), np.sort(values[truth == 0])
    misses = np.searchsorted(rotten, knobs)
    false_alarms = len(good) - np.searchsorted(good, knobs)
    # above the highest score: silence
    misses[-1], false_alarms[-1] = len(rotten), 0
    return float(knobs[np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)])


# %% task="elsewhere" kind="wrong" breaks="five digits, however small it is."
def precision_elsewhere(recall, false_alarm_rate, share):
    hits, noise = float(recall) * float(share), float(false_alarm_rate) * (1 - float(share))
    return round(hits / (hits + noise), 5) if hits + noise else np.nan


# %% task="running" kind="wrong" breaks="Each object counts for itself."
class Running:
    counts = {"hits": 0, "rings": 0, "rotten": 0}

    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        self.counts["hits"] += int(np.sum((truth == 1) & (alarm == 1)))
        self.counts["rings"] += int(np.sum(alarm == 1))
        self.counts["rotten"] += int(np.sum(truth == 1))

    def result(self):
        hits, rings, rotten = self.counts.values()
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        for name in self.counts:
            self.counts[name] = 0


# %% task="rare" kind="wrong" breaks="int from 0 to 1 000 000. Another call with the same arguments gives the same model and"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    if seed:
        keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
