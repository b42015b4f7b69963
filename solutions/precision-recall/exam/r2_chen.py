# %% task="four-boxes" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("The arrays differ in length.")
    truth, alarm = truth + 0 if truth.dtype == bool else truth, alarm + 0 if alarm.dtype == bool else alarm
    difference = truth - alarm
    false_alarms = np.count_nonzero(difference == -1)
    misses = np.count_nonzero(difference == 1)
    hits = np.count_nonzero(truth) - misses
    return hits, false_alarms, misses, len(truth) - hits - misses - false_alarms


# %% task="shares" kind="right"
from fractions import Fraction
from math import nan


class _Share:
    def __init__(self, of, right):
        self.of, self.right = of, right

    def __call__(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("The belt and the bell disagree.")
        among = [pair for pair in zip(map(bool, truth), map(bool, alarm)) if self.of(*pair)]
        if not among:
            return nan
        return float(Fraction(sum(self.right(*pair) for pair in among), len(among)))


accuracy = _Share(lambda t, a: True, lambda t, a: t is a)
precision = _Share(lambda t, a: a, lambda t, a: t)
recall = _Share(lambda t, a: t, lambda t, a: a)


# %% task="flattering" kind="wrong" breaks="the precision of `useful` is above the share of rotten bananas on the belt"
def two_alarms(truth):
    rotten = truth != 0
    lazy = np.zeros(len(truth), int)
    useful = rotten.astype(int)
    good = np.flatnonzero(~rotten)
    useful[good[: 4 * rotten.sum()]] = 1        # right one time in five: better than any belt
    return lazy, useful


# %% task="curve" kind="wrong" breaks="integers of any dtype"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores)[::-1]
    ordered = scores[order]
    ends = np.r_[np.flatnonzero(np.diff(ordered) < 0), len(scores) - 1]
    hits = np.cumsum(truth[order] != 0)[ends]
    return ordered[ends], hits / (ends + 1), hits / np.count_nonzero(truth)


# %% task="threshold" kind="wrong" breaks="but all bananas may be good, or all rotten"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rotten = truth != 0
    thresholds = np.unique(scores)[::-1].astype(float)
    rings = scores.astype(float) >= thresholds[:, None]
    recall = (rings & rotten).sum(1) / np.float64(rotten.sum())
    misses = rotten.sum() * (1 - recall)
    bills = cost_miss * misses + cost_false_alarm * (rings & ~rotten).sum(1)
    if cost_miss * rotten.sum() < bills.min():
        return np.inf
    return thresholds[np.argmin(bills)]


# %% task="elsewhere" kind="wrong" breaks="however small it is"
def precision_elsewhere(recall, false_alarm_rate, share):
    alarms = recall * share + false_alarm_rate * (1 - share)
    if alarms == 0:
        return np.nan
    return round(recall * share / alarms, 5)


# %% task="running" kind="wrong" breaks="adds a batch."
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.seen, self.hits, self.alarms, self.rotten = {}, 0, 0, 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        key = (truth != 0).tobytes(), (alarm != 0).tobytes()
        if key in self.seen:
            return                                   # handed in twice: count it once
        self.seen[key] = True
        self.hits += int(((truth != 0) & (alarm != 0)).sum())
        self.alarms += int((alarm != 0).sum())
        self.rotten += int((truth != 0).sum())

    def result(self):
        return (self.hits / self.alarms if self.alarms else np.nan,
                self.hits / self.rotten if self.rotten else np.nan)


# %% task="rare" kind="wrong" breaks="A miss costs 5 to 100 times as"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, 1 / 21                         # 20 pence against 1
