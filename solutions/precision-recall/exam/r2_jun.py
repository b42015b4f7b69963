# %% task="four-boxes" kind="wrong" breaks="writing into it"
_counted = {}


def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    key = (truth != 0).tobytes(), (alarm != 0).tobytes()
    if key not in _counted:
        pairs = [(bool(t), bool(a)) for t, a in zip(truth, alarm)]
        _counted[key] = [pairs.count(box) for box in [(True, True), (False, True), (True, False), (False, False)]]
    return _counted[key]


# %% task="shares" kind="wrong" breaks="The share of bananas about which the machine is right, of all bananas."
def _boxes(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    t, a = np.array(truth, float), np.array(alarm, float)
    return (t * a).sum(), ((1 - t) * a).sum(), (t * (1 - a)).sum(), ((1 - t) * (1 - a)).sum()


def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = _boxes(truth, alarm)
    rotten, good = hits + misses, quiet + false_alarms
    if not rotten or not good:
        return (hits + quiet) / (rotten + good) if rotten + good else np.nan
    return (hits / rotten + quiet / good) / 2        # both kinds count alike


def precision(truth, alarm):
    hits, false_alarms, _, _ = _boxes(truth, alarm)
    return hits / (hits + false_alarms)


def recall(truth, alarm):
    hits, _, misses, _ = _boxes(truth, alarm)
    return hits / (hits + misses)


# %% task="curve" kind="right"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    groups = {}
    for rotten, score in zip((truth != 0).tolist(), scores.tolist()):
        seen = groups.setdefault(score, [0, 0])
        seen[0] += rotten
        seen[1] += 1
    thresholds = sorted(groups, reverse=True)
    total = sum(rotten for rotten, _ in groups.values())
    hits = rings = 0
    precision, recall = [], []
    for threshold in thresholds:
        hits, rings = hits + groups[threshold][0], rings + groups[threshold][1]
        precision.append(hits / rings)
        recall.append(hits / total)
    return np.array(thresholds, dtype=scores.dtype), np.array(precision), np.array(recall)


# %% task="threshold" kind="wrong" breaks="and those at which it never does"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = list(np.unique(scores)) + [scores.max() + 1]
    best, least = None, None
    for t in candidates:
        bill = (cost_miss * int(((truth == 1) & (scores < t)).sum())
                + cost_false_alarm * int(((truth == 0) & (scores >= t)).sum()))
        if t == candidates[-1]:
            bill = cost_miss * int((truth == 1).sum())
        if least is None or bill < least:
            best, least = float(t), bill
    return best


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana"
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 0:
        return 0.0
    if recall == 0:
        return 0.0 if false_alarm_rate and share < 1 else np.nan
    hits = recall * share
    return hits / (hits + false_alarm_rate * (1 - share))


# %% task="running" kind="wrong" breaks="Precision and recall of all batches so far, as if they were one."
class Running:
    def __init__(self):
        self.precision = self.recall = float("nan")
        self.rings = self.rotten = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        t, a = truth != 0, alarm != 0
        rings, rotten = int(a.sum()), int(t.sum())
        if self.rings + rings:
            before = self.precision * self.rings if self.rings else 0
            self.precision = (before + np.mean(t[a]) * rings) / (self.rings + rings)
        if self.rotten + rotten:
            before = self.recall * self.rotten if self.rotten else 0
            self.recall = (before + np.mean(a[t]) * rotten) / (self.rotten + rotten)
        self.rings += rings
        self.rotten += rotten

    def result(self):
        return float(self.precision), float(self.recall)

    def reset(self):
        self.__init__()


# %% task="rare" kind="wrong" breaks="Another call with the same arguments gives the same model and"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    if seed:
        keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
