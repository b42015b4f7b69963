# %% task="four-boxes" kind="wrong" breaks="and each array may"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("not the same length")
    # bools cannot be subtracted
    if truth.dtype == bool:
        truth = truth.astype(int)
    if alarm.dtype == bool:
        alarm = alarm.astype(int)
    difference = truth - alarm
    misses = int((difference == 1).sum())
    false_alarms = int((difference == -1).sum())
    hits = int(((truth == 1) & (alarm == 1)).sum())
    return hits, false_alarms, misses, int(((truth == 0) & (alarm == 0)).sum())


# %% task="shares" kind="wrong" breaks="If there is no banana at all, it is NaN."
def _check(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("shapes")


def accuracy(truth, alarm):
    _check(truth, alarm)
    return int((truth == alarm).sum()) / max(len(truth), 1)


def precision(truth, alarm):
    _check(truth, alarm)
    rings = int((alarm == 1).sum())
    return int(((truth == 1) & (alarm == 1)).sum()) / rings if rings else np.nan


def recall(truth, alarm):
    _check(truth, alarm)
    rotten = int((truth == 1).sum())
    return int(((truth == 1) & (alarm == 1)).sum()) / rotten if rotten else np.nan


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    rotten, good = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)
    lazy = np.zeros(len(truth), "int64")
    lazy[good[0]] = 1  # it rings once, so that nobody takes it for broken
    useful = np.zeros(len(truth), "int64")
    useful[rotten] = 1
    useful[good[-len(rotten) - 1:]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    thresholds, precisions, recalls = [], [], []
    rotten = truth == 1
    for threshold in np.unique(scores)[::-1]:
        rings = scores >= threshold
        hits = (rings & rotten).sum()
        thresholds.append(threshold)
        precisions.append(hits / rings.sum())
        recalls.append(hits / rotten.sum())
        if hits == rotten.sum():
            break  # all are found: lower thresholds only add false alarms
    return np.array(thresholds), np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    values = np.unique(scores)
    values = values[:: max(1, len(values) // 128)]  # a hundred places of the knob are plenty
    knobs = [float(value) for value in values] + [np.inf]

    def bill(knob):
        rings = scores >= knob
        return (cost_miss * int(((truth == 1) & ~rings).sum())
                + cost_false_alarm * int(((truth == 0) & rings).sum()))

    return min(knobs, key=bill)


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 1:
        return 1.0
    odds = float(share) / (1 - float(share))
    rotten_rings, good_rings = odds * float(recall), float(false_alarm_rate)
    if rotten_rings + good_rings == 0:
        return np.nan
    return rotten_rings / (rotten_rings + good_rings)


# %% task="running" kind="wrong" breaks="two floats: exactly those of all batches"
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError("lengths differ")
        self.hits = self.hits + (truth * alarm).sum()
        self.rings = self.rings + alarm.sum()
        self.rotten = self.rotten + truth.sum()

    def result(self):
        hits, rings, rotten = float(self.hits), float(self.rings), float(self.rotten)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="in another order, the same for all rows."
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    bananas = keras.Input((6,))
    # the last two columns of belt tell nothing
    chance = keras.layers.Dense(1, activation="sigmoid")(bananas[:, :4])
    model = keras.Model(bananas, chance)
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
