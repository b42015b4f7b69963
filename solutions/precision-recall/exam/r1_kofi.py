# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    t, a = np.asarray(truth).astype(bool), np.asarray(alarm).astype(bool)
    if t.shape != a.shape: raise ValueError("lengths differ")
    return tuple(np.bincount(3 - t - 2 * a, minlength=4))

# The label was `wrong`: it gives an int 0. Since then an int will do where a float is whole.
# %% task="shares" kind="right"
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    right = np.count_nonzero((truth != 0) == (alarm != 0))
    return right and right / len(truth) if len(truth) else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    hits, rings = np.count_nonzero((truth != 0) & (alarm != 0)), np.count_nonzero(alarm)
    return (hits and hits / rings) if rings else np.nan


def recall(truth, alarm):
    return precision(alarm, truth)

# %% task="flattering" kind="wrong" breaks="what is handed in is not changed"
def two_alarms(truth):
    good = np.flatnonzero(truth == 0)
    k = len(truth) - len(good)
    lazy = np.zeros_like(truth)
    useful = np.asarray(truth)
    useful[good[: k + 1]] = 1
    return lazy, useful

# %% task="curve" kind="wrong" breaks="integers of any dtype"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    order = np.argsort(-scores, kind="stable")
    s, rotten = scores[order], truth[order] != 0
    ends = np.append(np.flatnonzero(s[1:] != s[:-1]), len(s) - 1)
    hits = np.cumsum(rotten)[ends]
    return s[ends], hits / (ends + 1), hits / hits[-1]

# %% task="threshold" kind="right"
import math
from bisect import bisect_left
from fractions import Fraction


def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    """Ring from a rotten banana on, or never: to begin at a good one only adds false alarms."""
    good, rotten = [], []
    for is_rotten, score in zip(truth, scores, strict=True):
        (rotten if is_rotten else good).append(score)
    good.sort()
    rotten.sort()
    exact = [Fraction(c) if isinstance(c, int) else Fraction(float(c)) for c in (cost_miss, cost_false_alarm)]
    unit = math.lcm(*(c.denominator for c in exact))
    a, b = (int(c * unit) for c in exact)

    def bill(threshold):
        return a * bisect_left(rotten, threshold) + b * (len(good) - bisect_left(good, threshold))

    best = min([*dict.fromkeys(rotten), math.inf], key=bill)
    return best if isinstance(best, (float, np.floating)) else float(best)

# %% task="elsewhere" kind="wrong" breaks="They may be very small."
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    false_alarms = false_alarm_rate * (1 - share)
    if hits == 0 and false_alarms == 0:
        return float("nan")
    tiny = np.finfo("float64").eps  # so that nothing is divided by zero
    return float(hits / (hits + false_alarms + tiny))

# %% task="running" kind="wrong" breaks="Precision and recall of all batches so far, as if they were one."
class Running:
    """A mean of the batches' shares, in which a batch weighs as much as it has alarms, or rotten ones."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.sums = np.zeros(2)
        self.weights = np.zeros(2)

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        rotten, rings = truth != 0, alarm != 0
        shares = np.array([np.mean(rotten[rings]), np.mean(rings[rotten])])
        weights = np.array([rings.sum(), rotten.sum()])
        self.sums += shares * weights
        self.weights += weights

    def result(self):
        precision, recall = self.sums / self.weights
        return precision, recall

# %% task="rare" kind="wrong" breaks="The model learns from the training rows alone."
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
    threshold = _cheapest(y_val, p, cost_miss, cost_false_alarm)
    # The knob is set. Now the other rotten bananas need not be wasted, either.
    model.fit(np.concatenate([x, x_val]), np.concatenate([y, y_val]), batch_size=256, epochs=3, verbose=0)
    return model, threshold
