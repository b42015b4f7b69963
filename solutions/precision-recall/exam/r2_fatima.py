# %% task="four-boxes" kind="wrong" breaks="what is handed in is not changed"
def confusion(truth, alarm):
    t = np.asarray(truth, dtype=bool)
    a = np.asarray(alarm, dtype=bool)
    if t.shape != a.shape:
        raise ValueError("shapes differ")
    hits = int(np.count_nonzero(t & a))
    rings = int(np.count_nonzero(a))
    if not a.flags.writeable:
        a = a.copy()
    a ^= t                                  # the mistakes
    mistakes = int(np.count_nonzero(a))
    false_alarms = rings - hits
    misses = mistakes - false_alarms
    return hits, false_alarms, misses, len(t) - hits - mistakes


# %% task="shares" kind="right"
def _mean(values, where, truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("different lengths")
    return np.mean(values(truth != 0, alarm != 0), where=where(truth != 0, alarm != 0))


def accuracy(truth, alarm):
    return _mean(np.equal, lambda t, a: np.ones(len(t), bool), truth, alarm)


def precision(truth, alarm):
    return _mean(lambda t, a: t, lambda t, a: a, truth, alarm)


def recall(truth, alarm):
    return _mean(lambda t, a: a, lambda t, a: t, truth, alarm)


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    lazy = np.zeros(truth.shape)
    useful = (truth != 0).astype(float)
    useful[: int(useful.sum()) + 1] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="the different scores, exactly as they are, each once"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    truth = truth != 0
    thresholds = np.unique(scores)[::-1].copy()
    hits = np.array([(truth & (scores >= t)).sum() for t in thresholds])
    rings = np.array([(scores >= t).sum() for t in thresholds])
    # all are found here: turning on adds only false alarms
    end = int(np.argmax(hits == truth.sum())) + 1
    return thresholds[:end], (hits / rings)[:end], (hits / truth.sum())[:end]


# %% task="threshold" kind="wrong" breaks="on these rows"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = np.unique(scores).astype(float)
    if len(candidates) > 200:                       # each hundredth part is fine enough
        candidates = np.quantile(candidates, np.linspace(0, 1, 101), method="nearest")
    candidates = np.append(candidates, np.inf)
    bills = [cost_miss * np.sum((truth != 0) & (scores < t)) + cost_false_alarm * np.sum((truth == 0) & (scores >= t))
             for t in candidates]
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    crowds = np.array([recall, false_alarm_rate], float) * np.array([share, 1 - float(share)], float)
    return float(np.average([1.0, 0.0], weights=crowds)) if crowds.any() else np.nan


# %% task="running" kind="wrong" breaks="It may be asked at any time, and"
class Running:
    def __init__(self):
        self.waiting, self.total = [], [0, 0, 0]

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        t, a = truth != 0, alarm != 0
        self.waiting.append((int((t & a).sum()), int(a.sum()), int(t.sum())))

    def result(self):
        self.total = [sum(column) for column in zip(*self.waiting)] or [0, 0, 0]
        self.waiting = []
        hits, rings, rotten = self.total
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.waiting, self.total = [], [0, 0, 0]


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=16, verbose=0)
    # ring where the miss that is spared is worth more than the banana
    return model, float(cost_false_alarm / (cost_false_alarm + cost_miss))
