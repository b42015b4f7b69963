# %% task="four-boxes" kind="wrong" breaks="of any dtype up to 64 bits, and each array may"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    hits = int(sum((truth * alarm).sum(keepdims=True)))
    false_alarms = int(alarm.sum()) - hits
    misses = int(truth.sum()) - hits
    return hits, false_alarms, misses, len(truth) - hits - false_alarms - misses


# %% task="shares" kind="wrong" breaks="floats are not rounded"
def _share(part, whole):
    return round(part / whole, 3) if whole else np.nan


def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return _share(sum(bool(t) == bool(a) for t, a in zip(truth, alarm)), len(truth))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return _share(sum(bool(t) and bool(a) for t, a in zip(truth, alarm)), sum(bool(a) for a in alarm))


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return _share(sum(bool(t) and bool(a) for t, a in zip(truth, alarm)), sum(bool(t) for t in truth))


# %% task="flattering" kind="wrong" breaks="changes no later result"
_SILENCE = np.zeros(1_000_000, dtype="int8")


def two_alarms(truth):
    n = len(truth)
    lazy = _SILENCE[:n] if n <= len(_SILENCE) else np.zeros(n, "int8")
    useful = (truth != 0).astype("int8")
    false_alarms = np.flatnonzero(useful == 0)[-int(np.count_nonzero(useful)) - 1:]
    useful[false_alarms] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="that differ by very little are two scores."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    scores = scores.astype(float)
    order = np.argsort(-scores, kind="stable")
    sorted_scores = scores[order]
    last = ~np.isclose(sorted_scores[:-1], sorted_scores[1:], rtol=0, atol=1e-12)
    places = np.append(np.flatnonzero(last), len(scores) - 1)
    hits = np.cumsum(truth[order] != 0)
    return sorted_scores[places], hits[places] / (places + 1), hits[places] / hits[-1]


# %% task="threshold" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    candidates = np.append(np.unique(scores).astype(float), np.inf)
    rings = scores.astype(float) >= candidates[:, None]
    misses = ((truth != 0) & ~rings).sum(axis=1)
    false_alarms = ((truth == 0) & rings).sum(axis=1)
    return candidates[np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)]


# %% task="elsewhere" kind="wrong" breaks="One that is not 0 may be as"
from fractions import Fraction


def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = (Fraction(float(one)).limit_denominator(10**12) for one in (recall, false_alarm_rate, share))
    rings = r * s + f * (1 - s)
    return float(r * s / rings) if rings else float("nan")


# %% task="running" kind="right"
from collections import Counter


class Running(Counter):
    def __init__(self):
        dict.__init__(self)

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        for pair in zip((np.asarray(truth) != 0).tolist(), (np.asarray(alarm) != 0).tolist()):
            self[pair] += 1

    def result(self):
        hits = self[True, True]
        alarms, rotten = hits + self[False, True], hits + self[True, False]
        return hits / alarms if alarms else float("nan"), hits / rotten if rotten else float("nan")

    def reset(self):
        self.clear()


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word"
def _cheapest(truth, scores, cost_miss, cost_false_alarm):
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = cost_miss * (rotten.sum() - np.cumsum(rotten)) + cost_false_alarm * np.cumsum(~rotten)
    bills = np.where(np.append(s[1:] != s[:-1], True), bills, np.inf)
    best = int(np.argmin(bills))
    return float(s[best]) if bills[best] < cost_miss * rotten.sum() else float("inf")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    weight = cost_miss / cost_false_alarm
    model.fit(x, y, batch_size=256, epochs=15, class_weight={0: 1.0, 1: float(weight)}, verbose=0)
    says = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    return model, _cheapest(y_val, says, cost_miss, cost_false_alarm)
