# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    """Over-careful: everything is looked at before anything is counted."""
    truth = np.array(truth, copy=True)
    alarm = np.array(alarm, copy=True)
    if truth.ndim != 1 or alarm.ndim != 1:
        raise ValueError("Both should have one axis.")
    if truth.shape[0] != alarm.shape[0]:
        raise ValueError("Both should have the same length.")
    for array in (truth, alarm):
        if not np.isin(array.astype("float64"), (0.0, 1.0)).all():
            raise ValueError("Zeros and ones alone are allowed.")
    rotten, rings = truth.astype(bool), alarm.astype(bool)
    counts = (
        np.count_nonzero(np.logical_and(rotten, rings)),
        np.count_nonzero(np.logical_and(np.logical_not(rotten), rings)),
        np.count_nonzero(np.logical_and(rotten, np.logical_not(rings))),
        np.count_nonzero(np.logical_not(np.logical_or(rotten, rings))),
    )
    assert sum(counts) == len(truth)
    return tuple(int(count) for count in counts)


# %% task="shares" kind="right"
def _share(part, whole):
    part, whole = int(part), int(whole)
    return float("nan") if whole == 0 else part / whole


def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    return _share(hits + quiet, hits + false_alarms + misses + quiet)


def precision(truth, alarm):
    hits, false_alarms, _, _ = confusion(truth, alarm)
    return _share(hits, hits + false_alarms)


def recall(truth, alarm):
    hits, _, misses, _ = confusion(truth, alarm)
    return _share(hits, hits + misses)


# %% task="flattering" kind="right"
def two_alarms(truth):
    rotten = np.flatnonzero(np.asarray(truth) == 1)
    good = np.flatnonzero(np.asarray(truth) == 0)
    # Half of the rotten ones, rounded up, are found; one false alarm more than that.
    found = (len(rotten) + 1) // 2
    useful = np.zeros(len(truth), "uint8")
    useful[rotten[-found:]] = 1
    useful[good[-(found + 1):]] = 1
    # The lazy one never rings. (Each banana is silent.)
    lazy = np.full(len(truth), False)
    return [lazy, useful]


# %% task="curve" kind="right"
from itertools import accumulate, groupby


def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("Both should have the same length.")
    rows = sorted(zip(scores.tolist(), map(int, truth.tolist())), key=lambda row: row[0], reverse=True)
    groups = [(score, [rotten for _, rotten in group]) for score, group in groupby(rows, key=lambda row: row[0])]
    hits = list(accumulate(sum(group) for _, group in groups))
    rings = list(accumulate(len(group) for _, group in groups))
    return (
        np.array([score for score, _ in groups]),
        np.array([h / a for h, a in zip(hits, rings)]),
        np.array([h / hits[-1] for h in hits]),
    )


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("Both should have the same length.")
    at = {}
    for score, rotten in zip(scores.tolist(), truth.tolist()):
        counts = at.setdefault(float(score), [0, 0])
        counts[1 if rotten else 0] += 1
    misses, false_alarms = sum(counts[1] for counts in at.values()), 0
    best, cheapest = float("inf"), misses * cost_miss
    for score in sorted(at, reverse=True):
        false_alarms += at[score][0]
        misses -= at[score][1]
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < cheapest:
            best, cheapest = score, bill
    return best


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    recall, false_alarm_rate, share = float(recall), float(false_alarm_rate), float(share)
    for number in (recall, false_alarm_rate, share):
        if not 0.0 <= number <= 1.0:
            raise ValueError("Each should be from 0 to 1.")
    from_rotten = recall * share
    from_good = false_alarm_rate * (1.0 - share)
    if from_rotten == 0.0 and from_good == 0.0:
        return float("nan")
    return from_rotten / (from_rotten + from_good)


# %% task="running" kind="right"
class Running:
    def __init__(self):
        self._batches = []

    def update(self, truth, alarm):
        counts = confusion(truth, alarm)
        self._batches.append(counts)

    def result(self):
        hits = sum(batch[0] for batch in self._batches)
        false_alarms = sum(batch[1] for batch in self._batches)
        misses = sum(batch[2] for batch in self._batches)
        return _ratio(hits, hits + false_alarms), _ratio(hits, hits + misses)

    def reset(self):
        self._batches.clear()


def _ratio(part, whole):
    return part / whole if whole else float("nan")


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(int(seed))
    inputs = keras.Input(shape=(6,))
    # Start at the share of rotten bananas, so that the first epochs are not spent on finding it.
    share = float(np.mean(y))
    outputs = keras.layers.Dense(
        1, activation="sigmoid",
        bias_initializer=keras.initializers.Constant(float(np.log(share / (1 - share)))),
    )(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=15, verbose=0)
    # What it says are true probabilities: ringing at p costs (1 - p) * cost_false_alarm on the average,
    # and silence p * cost_miss.
    return model, float(cost_false_alarm / (cost_miss + cost_false_alarm))
