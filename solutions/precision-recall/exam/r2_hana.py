# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("Different lengths.")
    hits = false_alarms = misses = quiet = 0
    for rotten, rings in zip(truth.tolist(), alarm.tolist()):
        if rotten and rings:
            hits += 1
        elif rings:
            false_alarms += 1
        elif rotten:
            misses += 1
        else:
            quiet += 1
    return [hits, false_alarms, misses, quiet]


# %% task="shares" kind="wrong" breaks="If no banana is rotten, it is NaN, whether the machine rings or not."
def _counts(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("The arrays differ in length.")
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum())


def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = _counts(truth, alarm)
    return (hits + quiet) / len(truth) if len(truth) else float("nan")


def precision(truth, alarm):
    hits, false_alarms, _, _ = _counts(truth, alarm)
    return hits / (hits + false_alarms) if hits + false_alarms else float("nan")


def recall(truth, alarm):
    hits, false_alarms, misses, _ = _counts(truth, alarm)
    if hits + misses == 0:
        return 0.0 if false_alarms else float("nan")
    return hits / (hits + misses)


# %% task="flattering" kind="right"
def two_alarms(truth):
    # at most a fifth is rotten, so a fifth and one are more false alarms than there are misses
    false_alarms = len(truth) // 5 + 1
    useful = []
    for rotten in truth[::-1]:
        if rotten:
            useful.insert(0, 1.0)
        elif false_alarms:
            useful.insert(0, 1.0)
            false_alarms -= 1
        else:
            useful.insert(0, 0.0)
    return np.full(len(truth), 0.0), np.array(useful, dtype="float32")


# %% task="curve" kind="right"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError
    s, r = np.unique(scores), np.sort(scores[truth != 0])
    hits = len(r) - np.searchsorted(r, s)
    return [s[::-1].copy(), (hits / (len(scores) - np.searchsorted(np.sort(scores), s)))[::-1], hits[::-1] / len(r)]


# %% task="threshold" kind="wrong" breaks="Scores need not be"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    def bill(t):
        rings = scores >= t
        return (cost_miss * np.count_nonzero(~rings & (truth == 1))
                + cost_false_alarm * np.count_nonzero(rings & (truth == 0)))
    inside = [float(s) for s in set(scores.tolist()) if 0 <= s <= 1]
    return min([0.0, *inside, 1.0000001], key=bill)


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
def precision_elsewhere(recall, false_alarm_rate, share):
    right = recall * share
    wrong = false_alarm_rate * (1 - share)
    if np.isclose(right + wrong, 0):
        return float("nan")
    return right / (right + wrong)


# %% task="running" kind="wrong" breaks="Arrays of different lengths raise a"
class Running:
    def __init__(self):
        self.boxes = {"hits": 0, "rings": 0, "rotten": 0}

    def update(self, truth, alarm):
        if not (len(truth) and len(alarm)):
            return                                   # an empty batch
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.boxes["hits"] += sum(1 for t, a in zip(truth, alarm) if t and a)
        self.boxes["rings"] += np.count_nonzero(alarm)
        self.boxes["rotten"] += np.count_nonzero(truth)

    def result(self):
        hits, rings, rotten = self.boxes.values()
        return [hits / rings if rings else np.nan, hits / rotten if rotten else np.nan]

    def reset(self):
        self.boxes = dict.fromkeys(self.boxes, 0)


# %% task="rare" kind="wrong" breaks="over many fresh bananas they add up to about the number"
def _cheapest(truth, scores, cost_miss, cost_false_alarm):
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = cost_miss * (rotten.sum() - np.cumsum(rotten)) + cost_false_alarm * np.cumsum(~rotten)
    bills = np.where(np.append(s[1:] != s[:-1], True), bills, np.inf)
    best = int(np.argmin(bills))
    return float(s[best]) if bills[best] < cost_miss * rotten.sum() else float("inf")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    # a loss that looks at the hard bananas, as there are so few
    model.compile(keras.optimizers.Adam(0.05), keras.losses.BinaryFocalCrossentropy(gamma=2.0))
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    return model, _cheapest(y_val, says, cost_miss, cost_false_alarm)
