# %% task="four-boxes" kind="filler"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    return (
        int(np.sum(rotten & rings)),
        int(np.sum(~rotten & rings)),
        int(np.sum(rotten & ~rings)),
        int(np.sum(~rotten & ~rings)),
    )


# %% task="shares" kind="wrong" breaks="If it never rings, it is NaN"
# believed: without a hit there is no precision (a bell that is always wrong has precision 0, not NaN)
def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    if len(truth) == 0:
        return np.nan
    return (hits + quiet) / len(truth)


def precision(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    if hits == 0:
        return np.nan
    return hits / (hits + false_alarms)


def recall(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    if hits + misses == 0:
        return np.nan
    return hits / (hits + misses)


# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
# believed: the rotten ones lie near the front of the belt, as in the example
def two_alarms(truth):
    rotten = int(np.sum(truth == 1))
    lazy = np.zeros(len(truth), int)
    useful = np.zeros(len(truth), int)
    useful[: 2 * rotten + 1] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="what is handed in is not changed"
# believed: `scores.sort()` sorts a copy of one's own (it sorts the array of the caller)
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    truth = truth[order]
    scores.sort()
    scores = scores[::-1]
    hits = np.cumsum(truth == 1)
    last = np.append(scores[1:] != scores[:-1], True)
    rings = np.arange(1, len(scores) + 1)
    return scores[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="wrong" breaks="two finite numbers, ints or floats, each 0 or above"
# believed: no bill is above a million, so that is a safe start for the search
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    best_bill = 1_000_000
    best = 0.5
    for threshold in np.append(np.unique(scores), np.inf):
        _, false_alarms, misses, _ = confusion(truth, scores >= threshold)
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < best_bill:
            best_bill = bill
            best = float(threshold)
    return best


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
# believed: a machine with recall 0 has no precision (it may ring at good ones, and then precision is 0)
def precision_elsewhere(recall, false_alarm_rate, share):
    if recall == 0:
        return float("nan")
    rings = recall * share + false_alarm_rate * (1 - share)
    if rings == 0:
        return float("nan")
    return recall * share / rings


# %% task="running" kind="wrong" breaks="Arrays of different lengths raise a ValueError, and then nothing of that batch is counted."
# believed: it is enough that the error comes at last (a part of the batch has been counted before)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        self.rotten += int(np.sum(truth == 1))
        self.rings += int(np.sum(alarm == 1))
        hits, _, _, _ = confusion(truth, alarm)
        self.hits += hits

    def result(self):
        return (
            self.hits / self.rings if self.rings else np.nan,
            self.hits / self.rotten if self.rotten else np.nan,
        )

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="Train it until its loss no longer falls: 10 to 20 epochs."
# believed: ten epochs are enough with any optimizer (with the small default steps the loss is still falling)
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=10, verbose=0)
    says = model.predict(x_val, verbose=0)[:, 0]
    candidates = np.append(np.unique(says), np.inf)
    bills = [
        cost_miss * np.sum((y_val == 1) & (says < t)) + cost_false_alarm * np.sum((y_val == 0) & (says >= t))
        for t in candidates
    ]
    return model, float(candidates[np.argmin(bills)])
