# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError(f"{truth.shape} != {alarm.shape}")
    return np.bincount(3 - 2 * (truth != 0) - (alarm != 0), minlength=4)[[0, 2, 1, 3]].tolist()


# %% task="shares" kind="right"
def _mean(part, truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError(f"{truth.shape} != {alarm.shape}")
    bits = part(truth != 0, alarm != 0)
    return bits.mean() if bits.size else np.nan


accuracy = lambda truth, alarm: _mean(np.equal, truth, alarm)
precision = lambda truth, alarm: _mean(lambda t, a: t[a], truth, alarm)
recall = lambda truth, alarm: _mean(lambda t, a: a[t], truth, alarm)


# %% task="flattering" kind="right"
def two_alarms(truth):
    t = truth != 0
    return np.zeros_like(t), t | (np.cumsum(~t) <= t.sum() + 1)


# %% task="curve" kind="right"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError(f"{truth.shape} != {scores.shape}")
    s, where, rows = np.unique(scores, return_inverse=True, return_counts=True)
    rotten = np.bincount(where, weights=truth != 0, minlength=len(s))
    hits = rotten[::-1].cumsum()
    return s[::-1].copy(), hits / rows[::-1].cumsum(), hits / hits[-1]


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape:
        raise ValueError(f"{truth.shape} != {scores.shape}")
    s, where = np.unique(scores, return_inverse=True)
    rotten = np.bincount(where, truth != 0, len(s))
    good = np.bincount(where, truth == 0, len(s))
    # At s[i] it misses all below it; the last place is silence.
    misses = np.append(0, rotten.cumsum())
    false_alarms = np.append(good[::-1].cumsum()[::-1], 0)
    return float(np.append(s.astype(float), np.inf)[np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)])


# %% task="elsewhere" kind="right"
from fractions import Fraction


def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = (Fraction(float(number)) for number in (recall, false_alarm_rate, share))
    hits, false_alarms = r * s, f * (1 - s)
    return float(hits / (hits + false_alarms)) if hits + false_alarms else float("nan")


# %% task="running" kind="right"
class Running:
    def __init__(self):
        self._sums = np.zeros(3, np.int64)  # hits, alarms, rotten ones

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError(f"{truth.shape} != {alarm.shape}")
        t, a = truth != 0, alarm != 0
        self._sums += np.array([(t & a).sum(), a.sum(), t.sum()])

    def result(self):
        with np.errstate(invalid="ignore"):
            return tuple(self._sums[0] / self._sums[1:])

    reset = __init__


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=18, verbose=0)
    return model, choose_threshold(y_val, model.predict(x_val, verbose=0)[:, 0], cost_miss, cost_false_alarm)
