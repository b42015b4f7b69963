# %% task="four-boxes" kind="wrong" breaks="what is handed in is not changed"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError(f"{len(truth)} bananas, but {len(alarm)} alarms")
    code = np.asarray(alarm, dtype=np.int64)
    code += 2 * np.asarray(truth, dtype=np.int64)
    quiet, false_alarms, misses, hits = np.bincount(code, minlength=4)
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="The share of bananas about which the machine is right, of all bananas."
def _share(part, whole):
    return float(part.sum() / whole.sum()) if whole.any() else np.nan


def _bools(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm have different lengths")
    return truth == 1, alarm == 1


def accuracy(truth, alarm):
    t, a = _bools(truth, alarm)
    both = [_share(t & a, t), _share(~t & ~a, ~t)]
    known = [share for share in both if not np.isnan(share)]
    return sum(known) / len(known) if known else np.nan


def precision(truth, alarm):
    t, a = _bools(truth, alarm)
    return _share(t & a, a)


def recall(truth, alarm):
    t, a = _bools(truth, alarm)
    return _share(t & a, t)


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    # rings at each rotten banana, and at its two neighbours
    rotten = truth == 1
    useful = rotten | np.roll(rotten, 1) | np.roll(rotten, -1)
    lazy = np.zeros_like(rotten)
    return lazy, useful


# %% task="curve" kind="wrong" breaks="The shares are what they are: nothing is smoothed"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten = truth == 1
    values, place = np.unique(scores, return_inverse=True)
    hits = np.bincount(place, weights=rotten)[::-1].cumsum()
    rings = np.bincount(place)[::-1].cumsum()
    # precision can only fall as the knob goes down
    precision = np.maximum.accumulate((hits / rings)[::-1])[::-1]
    return values[::-1].copy(), precision, hits / rotten.sum()


# %% task="threshold" kind="wrong" breaks="but all bananas may be good, or all rotten."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    knobs = np.append(np.unique(scores).astype(float), np.inf)
    bills = []
    for knob in knobs:
        rings = scores >= knob
        recall_here = np.sum(rings & (truth == 1)) / np.sum(truth == 1)
        misses = (1 - recall_here) * np.sum(truth == 1)
        bills.append(misses * cost_miss + np.sum(rings & (truth == 0)) * cost_false_alarm)
    return float(knobs[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="the expected share of rotten ones among those at which it rings there"
def precision_elsewhere(recall, false_alarm_rate, share):
    if recall == 0:
        return float("nan")  # a machine that finds nothing has no precision
    hits = float(recall) * float(share)
    noise = float(false_alarm_rate) * (1 - float(share))
    return hits / (hits + noise) if hits + noise > 0 else float("nan")


# %% task="running" kind="wrong" breaks="It may be asked at any time"
class Running:
    def __init__(self):
        self.truths, self.alarms = [], []

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        self.truths.append(truth.astype(bool))
        self.alarms.append(alarm.astype(bool))

    def result(self):
        truth, alarm = np.concatenate(self.truths), np.concatenate(self.alarms)
        hits = int((truth & alarm).sum())
        rings, rotten = int(alarm.sum()), int(truth.sum())
        return [hits / rings if rings else np.nan, hits / rotten if rotten else np.nan]

    def reset(self):
        self.truths.clear()
        self.alarms.clear()


# %% task="rare" kind="wrong" breaks="what is handed in is not changed"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
