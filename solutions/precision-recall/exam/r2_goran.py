# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    t, a = truth.astype("uint8"), alarm.astype("uint8")
    return int(t @ a), int((1 - t) @ a), int(t @ (1 - a)), int((1 - t) @ (1 - a))


# %% task="shares" kind="right"
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    right = keras.ops.equal(truth.astype("int32"), alarm.astype("int32"))
    return float(keras.ops.sum(keras.ops.cast(right, "int32"))) / len(truth) if len(truth) else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    both = keras.ops.sum(truth.astype("int32") * alarm.astype("int32"))
    rings = int(keras.ops.sum(alarm.astype("int32")))
    return int(both) / rings if rings > 0 else np.nan


def recall(truth, alarm):
    return precision(truth=alarm, alarm=truth)


# %% task="flattering" kind="wrong" breaks="from 2 to"
def two_alarms(truth):
    lazy = np.zeros_like(truth)
    useful = truth.copy()
    useful[np.flatnonzero(truth == 0)[:2]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
def curve(truth, scores):
    order = sorted(range(len(scores)), key=lambda place: scores[place], reverse=True)
    points, hits = [], 0
    total = sum(1 for place in order if truth[place])
    for rings, place in enumerate(order, 1):
        hits += bool(truth[place])
        if rings == len(order) or scores[order[rings]] != scores[place]:
            points.append((scores[place], hits / rings, hits / total))
    return tuple(np.array(column) for column in zip(*points))


# %% task="threshold" kind="wrong" breaks="finite numbers, ints or floats, each 0 or above"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    worth = cost_miss / cost_false_alarm            # a miss, in false alarms
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = np.r_[0, np.cumsum(np.where(rotten, -worth, 1.0))]
    free = np.r_[True, s[1:] != s[:-1], True]
    bills[~free] = np.inf
    best = int(np.argmin(bills))
    return float(s[best - 1]) if best else float("inf")


# %% task="elsewhere" kind="wrong" breaks="the expected share of rotten ones among those at which it rings there"
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 0:
        return 0.0 if false_alarm_rate else float("nan")
    try:
        odds = false_alarm_rate * (1 - share) / (recall * share)
    except ZeroDivisionError:
        return float("nan")
    return 1 / (1 + odds)


# %% task="running" kind="wrong" breaks="forgets all batches."
class Running:
    def __init__(self):
        self.hits = self.false_alarms = self.misses = 0
        self.known = None

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        rotten, rings = truth.astype(bool), alarm.astype(bool)
        self.hits += int((rotten & rings).sum())
        self.false_alarms += int((rings & ~rotten).sum())
        self.misses += int((rotten & ~rings).sum())
        self.known = None

    def result(self):
        if self.known is None:
            alarms, rotten = self.hits + self.false_alarms, self.hits + self.misses
            self.known = (self.hits / alarms if alarms else np.nan, self.hits / rotten if rotten else np.nan)
        return self.known

    def reset(self):
        self.hits = self.false_alarms = self.misses = 0


# %% task="rare" kind="right"
def _newton(x, y):
    """Find the most likely straight line of log odds, in twelve steps."""
    rows = np.column_stack([x.astype("float64"), np.ones(len(x))])
    line = np.zeros(rows.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-rows @ line))
        slope = rows.T @ (y - p)
        bend = rows.T @ (rows * (p * (1 - p))[:, None])
        line += np.linalg.solve(bend, slope)
    return line


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    line = _newton(x, y)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.set_weights([line[:6].reshape(6, 1).astype("float32"), line[6:].astype("float32")])
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
