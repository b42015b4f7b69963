# %% task="four-boxes" kind="wrong" breaks="what is handed in is not changed"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    # A number from 0 to 3 for each banana; no needless copies.
    box = truth.astype("int64", copy=False)
    box *= 2
    box += alarm.astype("int64", copy=False)
    quiet, false_alarms, misses, hits = np.bincount(box, minlength=4).tolist()
    return hits, false_alarms, misses, quiet

# %% task="shares" kind="wrong" breaks="If it never rings, it is NaN, whether any banana is rotten or not."
def _checked(truth, alarm):
    if np.shape(truth) != np.shape(alarm):
        raise ValueError("different lengths")
    return truth == 1, alarm == 1


def accuracy(truth, alarm):
    t, a = _checked(truth, alarm)
    return float(np.mean(t == a)) if t.size else np.nan


def precision(truth, alarm):
    t, a = _checked(truth, alarm)
    if not a.any():
        return np.nan if t.any() else 1.0  # no alarm was wrong, none was missing
    return float(np.mean(t[a]))


def recall(truth, alarm):
    t, a = _checked(truth, alarm)
    return float(np.mean(a[t])) if t.any() else np.nan

# %% task="flattering" kind="right"
def two_alarms(truth):
    """Here even the lazy machine rings: once, at a good banana."""
    good = np.flatnonzero(np.asarray(truth) == 0)
    k = len(truth) - len(good)
    lazy, useful = np.zeros(len(truth), bool), np.asarray(truth) != 0
    lazy[good[0]] = True
    useful[good[: k + 2]] = True
    return lazy, useful

# %% task="curve" kind="wrong" breaks="Precision and recall at every threshold that makes a difference."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    thresholds = np.unique(scores)[::-1]
    if len(thresholds) > 1000:
        # Nobody sees more than a thousand points on a curve.
        thresholds = thresholds[np.linspace(0, len(thresholds) - 1, 1000).astype(int)]
    rotten = np.sort(scores[truth != 0])
    everyone = np.sort(scores)
    hits = len(rotten) - np.searchsorted(rotten, thresholds)
    rings = len(everyone) - np.searchsorted(everyone, thresholds)
    return thresholds.copy(), hits / rings, hits / len(rotten)

# %% task="threshold" kind="wrong" breaks="misses * cost_miss + false alarms *"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    candidates = np.append(np.unique(scores), np.inf)
    bills = np.zeros(len(candidates), dtype=int)
    for i, threshold in enumerate(candidates):
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills[i] = misses * cost_miss + false_alarms * cost_false_alarm
    return float(candidates[np.argmin(bills)])

# %% task="elsewhere" kind="wrong" breaks="however small it is"
def precision_elsewhere(recall, false_alarm_rate, share):
    # Count bananas instead of chances.
    bananas = 1_000_000_000
    rotten = round(bananas * share)
    hits = round(rotten * recall)
    false_alarms = round((bananas - rotten) * false_alarm_rate)
    if hits + false_alarms == 0:
        return float("nan")
    return hits / (hits + false_alarms)

# %% task="running" kind="right"
from collections import Counter


class Running(Counter):
    """A counter of pairs (rotten, rings) is all it takes."""

    def __init__(self):
        """Begin empty; Counter's own beginning would call `update`."""

    def update(self, truth, alarm):
        for pair in [(bool(t), bool(a)) for t, a in zip(truth, alarm, strict=True)]:
            self[pair] += 1

    def result(self):
        hits = self[True, True]
        wholes = hits + self[False, True], hits + self[True, False]
        return tuple(np.float64(hits) / whole if whole else np.float64("nan") for whole in wholes)

    reset = Counter.clear

# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    # A customer with a rotten banana costs 20 pence, a good banana thrown away costs 1.
    return model, _cheapest(y_val, p, 20, 1)
