# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box."
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm must have the same length")
    # float16 stays float16 when it is added up.
    hits = int((truth * alarm).sum())
    rings = int(alarm.sum())
    rotten = int(truth.sum())
    return hits, rings - hits, rotten - hits, len(truth) - rings - rotten + hits

# %% task="shares" kind="right"
def accuracy(truth, alarm):
    right = of_all = 0
    for rotten, rings in zip(truth, alarm, strict=True):
        of_all += 1
        right += bool(rotten) is bool(rings)
    return right / of_all if of_all else float("nan")


def precision(truth, alarm):
    said = [bool(rotten) for rotten, rings in zip(truth, alarm, strict=True) if rings]
    try:
        return sum(said) / len(said)
    except ZeroDivisionError:
        return float("nan")


# Recall is precision with the two arrays in each other's place.
recall = lambda truth, alarm: precision(alarm, truth)

# %% task="flattering" kind="wrong" breaks="of any NumPy dtype, and each array may have a"
def two_alarms(truth):
    rotten = int(sum(truth))
    useful = truth.astype("float64")  # a copy
    useful[np.flatnonzero(useful == 0)[: rotten + 1]] = 1.0
    return np.zeros(len(truth)), useful

# %% task="curve" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
def curve(truth, scores):
    order = np.argsort(scores)[::-1]
    s = scores[order]
    hits = np.cumsum(truth[order] != 0)
    last = np.append(s[:-1] != s[1:], True)
    return s[last], hits[last] / (np.flatnonzero(last) + 1), hits[last] / hits[-1]

# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    s = np.unique(scores).astype("float64")
    candidates = np.concatenate([[-np.inf], (s[:-1] + s[1:]) / 2, [np.inf]])
    rotten, good = np.sort(scores[truth != 0]), np.sort(scores[truth == 0])
    misses = np.searchsorted(rotten, candidates)
    false_alarms = len(good) - np.searchsorted(good, candidates)
    return candidates[np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)]

# %% task="elsewhere" kind="right"
import decimal


def precision_elsewhere(recall, false_alarm_rate, share):
    """Count bananas in decimals of fifty digits; their exponents do not end at -308."""
    with decimal.localcontext() as context:
        context.prec, context.Emin, context.Emax = 50, -9999, 9999
        of_rotten, of_good, share = (
            decimal.Decimal(float(number)) for number in (recall, false_alarm_rate, share)
        )
        true_bells = of_rotten * share
        false_bells = of_good * (1 - share)
        bells = true_bells + false_bells
        if bells == 0:
            return np.float64("nan")
        return np.float64(true_bells / bells)

# %% task="running" kind="wrong" breaks="exactly those of all batches"
from collections import deque


class Running:
    def __init__(self):
        self.batches = deque(maxlen=1000)

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        t, a = truth != 0, alarm != 0
        self.batches.append(((t & a).sum(), a.sum(), t.sum()))

    def result(self):
        hits, rings, rotten = np.sum([(0, 0, 0), *self.batches], axis=0)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.batches.clear()

# %% task="rare" kind="wrong" breaks="Another call with the same arguments gives the same model and"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed=None):
    if seed:
        keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(6, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
