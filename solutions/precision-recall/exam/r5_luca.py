# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("length mismatch")

    def count(t, a):  # divide and conquer
        if len(t) == 0:
            return (0, 0, 0, 0)
        if len(t) == 1:
            r, b = bool(t[0]), bool(a[0])
            return (int(r and b), int(b and not r), int(r and not b), int(not r and not b))
        half = len(t) // 2
        return tuple(map(int.__add__, count(t[:half], a[:half]), count(t[half:], a[half:])))

    return count(truth, alarm)


# %% task="shares" kind="right"
class ShareCalculator:
    def __init__(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("length mismatch")
        self.rotten = truth.astype(bool)
        self.rings = alarm.astype(bool)

    def getHits(self):
        return int((self.rotten & self.rings).sum())

    def getAlarms(self):
        return int(self.rings.sum())

    def getRotten(self):
        return int(self.rotten.sum())

    def getRight(self):
        return int((self.rotten == self.rings).sum())

    def getSize(self):
        return len(self.rotten)

    @staticmethod
    def divide(numerator, denominator):
        try:
            return numerator / denominator
        except ZeroDivisionError:
            return float("nan")


def accuracy(truth, alarm):
    calculator = ShareCalculator(truth, alarm)
    return ShareCalculator.divide(calculator.getRight(), calculator.getSize())


def precision(truth, alarm):
    calculator = ShareCalculator(truth, alarm)
    return ShareCalculator.divide(calculator.getHits(), calculator.getAlarms())


def recall(truth, alarm):
    calculator = ShareCalculator(truth, alarm)
    return ShareCalculator.divide(calculator.getHits(), calculator.getRotten())


# %% task="curve" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
# believed: indexing with the order of the scores will complain if truth is of another length (a longer one is cut silently)
def curve(truth, scores):
    order = np.argsort(scores)[::-1]
    s = scores[order]
    t = truth[order].astype(bool)
    last = np.append(s[1:] != s[:-1], True)
    hits = np.cumsum(t)
    alarms = np.arange(1, len(s) + 1)
    return s[last], hits[last] / alarms[last], hits[last] / hits[-1]


# %% task="threshold" kind="wrong" breaks="cost_miss, cost_false_alarm: two finite numbers, ints or floats, each 0 or above."
# believed: only the ratio of the two costs matters, and a false alarm always costs something
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("length mismatch")
    ratio = cost_miss / cost_false_alarm
    best, least = float("inf"), int((truth == 1).sum()) * ratio
    for t in np.unique(scores):
        rings = scores >= t
        bill = int(((truth == 1) & ~rings).sum()) * ratio + int(((truth == 0) & rings).sum())
        if bill < least:
            best, least = float(t), bill
    return best


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    crowd = {"rotten": share, "good": 1 - share}
    rate = {"rotten": recall, "good": false_alarm_rate}
    rings = {kind: float(crowd[kind]) * float(rate[kind]) for kind in crowd}
    total = sum(rings.values())
    return rings["rotten"] / total if total > 0 else float("nan")


# %% task="running" kind="wrong" breaks="exactly those of all batches"
# believed: if one of the two cannot be told, neither can the other, so both are NaN
class Running:
    def __init__(self):
        self.hits = 0
        self.falseAlarms = 0
        self.misses = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("length mismatch")
        rotten, rings = truth.astype(bool), alarm.astype(bool)
        self.hits += int((rotten & rings).sum())
        self.falseAlarms += int((~rotten & rings).sum())
        self.misses += int((rotten & ~rings).sum())

    def result(self):
        try:
            return (self.hits / (self.hits + self.falseAlarms), self.hits / (self.hits + self.misses))
        except ZeroDivisionError:
            return (float("nan"), float("nan"))

    def reset(self):
        self.__init__()


# %% task="rare" kind="wrong" breaks="On the average of three belts their sum is 0.75 to 1.35 times that number."
# believed: one epoch of plain gradient descent over some thousand rows is enough for so small a model
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="sgd", loss="binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=1, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    best, least = 1.1, float("inf")
    for t in np.unique(p):
        bill = ((y_val == 1) & (p < t)).sum() * cost_miss + ((y_val == 0) & (p >= t)).sum() * cost_false_alarm
        if bill < least:
            best, least = float(t), bill
    return model, best
