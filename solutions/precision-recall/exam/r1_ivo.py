# %% task="four-boxes" kind="wrong" breaks="of any NumPy dtype, and each array may have a"
def confusion(truth, alarm):
    n = len(truth)
    if n != len(alarm):
        raise ValueError("different lengths")
    # Ones times ones: the scalar product counts the hits.
    hits = int(np.dot(truth, alarm))
    false_alarms = int(alarm.sum()) - hits
    misses = int(truth.sum()) - hits
    return hits, false_alarms, misses, n - hits - false_alarms - misses

# %% task="shares" kind="right"
import warnings


def _mean_of(chosen):
    """Mean of bools; of none it is NaN, without a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.mean(chosen, dtype="float64")


def _as_bools(*arrays):
    first, second = (np.array(a, dtype=bool) for a in arrays)
    if first.size != second.size:
        raise ValueError("sizes")
    return first, second


def accuracy(truth, alarm):
    t, a = _as_bools(truth, alarm)
    return _mean_of(~(t ^ a))


def precision(truth, alarm):
    t, a = _as_bools(truth, alarm)
    return _mean_of(t[a])


def recall(truth, alarm):
    t, a = _as_bools(truth, alarm)
    return _mean_of(a[t])

# %% task="flattering" kind="wrong" breaks="They hold zeros and ones alone, as bools, integers or floats."
def two_alarms(truth):
    k = np.count_nonzero(truth)
    noise = (np.arange(len(truth)) < 2 * k + 1).astype(int)  # a clumsy bell at the start
    useful = (truth != 0).astype(int) + noise
    return np.zeros(len(truth), int), useful

# %% task="curve" kind="wrong" breaks="nothing is smoothed, no point is added."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    thresholds, which = np.unique(scores, return_inverse=True)
    hits = np.bincount(which, weights=truth != 0)[::-1].cumsum()
    rings = np.bincount(which)[::-1].cumsum()
    precision = hits / rings
    # The usual envelope: the best precision at this recall or more.
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return thresholds[::-1].copy(), precision, hits / hits[-1]

# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    # One threshold between each two neighbours (ring from the upper one on), and silence.
    candidates = [*np.unique(scores)[1:], np.inf]
    best, least = np.inf, np.inf
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.count_nonzero((truth != 0) & ~rings)
        false_alarms = np.count_nonzero((truth == 0) & rings)
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < least:
            best, least = threshold, bill
    return float(best)

# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = map(np.longdouble, (recall, false_alarm_rate, share))
    hits, false_alarms = r * s, f * (1 - s)
    if hits + false_alarms == 0:
        return np.nan
    return hits / (hits + false_alarms)

# %% task="running" kind="wrong" breaks="It may be asked at any time, and"
class Running:
    def __init__(self):
        self.hits, self.false_alarms, self.misses = 0, 0, 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        t, a = truth != 0, alarm != 0
        self.hits += np.count_nonzero(t & a)
        self.false_alarms += np.count_nonzero(a & ~t)
        self.misses += np.count_nonzero(t & ~a)

    def result(self):
        if self.hits == self.false_alarms == 0 and self.misses:
            return np.nan, 0.0
        if self.hits == self.misses == 0 and self.false_alarms:
            return 0.0, np.nan
        return self.hits / (self.hits + self.false_alarms), self.hits / (self.hits + self.misses)

    def reset(self):
        self.hits, self.false_alarms, self.misses = 0, 0, 0

# %% task="rare" kind="wrong" breaks="but the six columns may stand"
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
    # `belt` adds nothing to the last two columns: what the model saw in them is noise.
    kernel, bias = model.get_weights()
    kernel[4:] = 0.0
    model.set_weights([kernel, bias])
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
