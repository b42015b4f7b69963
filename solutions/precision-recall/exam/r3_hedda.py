# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if len(truth) - len(alarm):
        raise ValueError("one alarm for each banana, please")
    hits = np.count_nonzero(np.logical_and(truth, alarm))
    noise = np.count_nonzero(alarm > truth)
    misses = np.count_nonzero(truth > alarm)
    return [int(hits), int(noise), int(misses), len(truth) - int(hits) - int(noise) - int(misses)]


# %% task="shares" kind="wrong" breaks="of any dtype up to 64 bits"
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    return np.mean(truth == alarm) if len(truth) else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    rings = int(np.count_nonzero(alarm))
    # times 1, for a dot product of bools is a bool
    return float(np.dot(truth * 1, alarm * 1)) / rings if rings else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    rotten = int(np.count_nonzero(truth))
    return float(np.dot(truth * 1, alarm * 1)) / rotten if rotten else np.nan


# %% task="flattering" kind="wrong" breaks="writing into it"
_silence = {}


def two_alarms(truth):
    n = len(truth)
    if n not in _silence:
        _silence[n] = np.zeros(n, "uint8")
    useful = (truth == 1).astype("uint8")
    useful[np.flatnonzero(truth == 0)[: int(useful.sum()) + 1]] = 1
    return _silence[n], useful


# %% task="curve" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
def curve(truth, scores):
    order = np.argsort(scores, kind="stable")[::-1]
    s, t = scores[order], truth[order] == 1
    last = np.flatnonzero(np.append(np.diff(s.astype(float)) != 0, True))
    hits = np.cumsum(t)[last]
    return s[last], hits / (last + 1), hits / hits[-1]


# %% task="threshold" kind="wrong" breaks="ints or floats, each 0 or above"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    # only the ratio of the costs matters
    ratio = cost_miss / cost_false_alarm
    knobs = np.append(np.unique(scores).astype(float), np.inf)
    bills = [ratio * np.sum((truth == 1) & (scores < knob)) + np.sum((truth == 0) & (scores >= knob))
             for knob in knobs]
    return float(knobs[int(np.argmin(bills))])


# %% task="elsewhere" kind="wrong" breaks="the expected share of rotten ones among those at which it rings there, exact to"
def precision_elsewhere(recall, false_alarm_rate, share):
    # count bananas instead of chances
    bananas = 10_000_000
    rotten = round(bananas * share)
    hits = round(rotten * recall)
    false_alarms = round((bananas - rotten) * false_alarm_rate)
    return hits / (hits + false_alarms) if hits + false_alarms else float("nan")


# %% task="running" kind="wrong" breaks="writing into it"
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        self.hits += int(np.count_nonzero((truth == 1) & (alarm == 1)))
        self.rings += int(np.count_nonzero(alarm))
        self.rotten += int(np.count_nonzero(truth))
        self.shares = [self.hits / self.rings if self.rings else np.nan,
                       self.hits / self.rotten if self.rotten else np.nan]

    def result(self):
        return self.shares

    def reset(self):
        self.hits = self.rings = self.rotten = 0
        self.shares = [np.nan, np.nan]


# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    p = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    # three in a hundred are rotten, so let it ring at three in a hundred
    return model, float(np.quantile(p, 1 - np.mean(y_val)))
