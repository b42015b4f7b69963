# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
# believed: `truth @ alarm` counts in wide integers as `.sum()` does (it stays in the dtype: bools give True, int8 overflows)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    hits = int(truth @ alarm)
    false_alarms = int(np.sum(alarm == 1)) - hits
    misses = int(np.sum(truth == 1)) - hits
    return hits, false_alarms, misses, len(truth) - hits - false_alarms - misses


# %% task="shares" kind="wrong" breaks="what is handed in is not changed"
# believed: `found = alarm` makes a copy
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    if len(truth) == 0:
        return np.nan
    return float(np.mean((truth == 1) == (alarm == 1)))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rings = np.sum(alarm == 1)
    return float(np.sum(truth[alarm == 1] == 1) / rings) if rings else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    found = alarm
    found[truth == 0] = 0
    rotten = np.sum(truth == 1)
    return float(np.sum(found == 1) / rotten) if rotten else np.nan


# %% task="flattering" kind="wrong" breaks="two new arrays of shape (n,)"
# believed: `lazy = truth` makes a new array (the belt itself is emptied)
def two_alarms(truth):
    rotten = np.flatnonzero(truth == 1)
    good = np.flatnonzero(truth == 0)
    useful = truth.copy()
    useful[good[: len(rotten) + 1]] = 1
    lazy = truth
    lazy[rotten] = 0
    return lazy, useful


# %% task="curve" kind="wrong" breaks="integers of any dtype up to a billion in size"
# believed: sorting by `-scores` turns the order round for every dtype (unsigned integers wrap, and 0 comes first)
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last = np.append(ranked[1:] != ranked[:-1], True)
    rings = np.arange(1, len(ranked) + 1)
    return ranked[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings"
# believed: a machine that always rings is no choice, so the lowest score need not be tried
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = np.append(np.unique(scores)[1:], np.inf)
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="exact to five digits, however small it is"
# believed: a thousand bananas are enough for any share (bananas are whole, so small shares are rounded away)
def precision_elsewhere(recall, false_alarm_rate, share):
    rotten = round(1000 * share)
    good = 1000 - rotten
    hits = recall * rotten
    false_alarms = false_alarm_rate * good
    if hits + false_alarms == 0:
        return float("nan")
    return hits / (hits + false_alarms)


# %% task="running" kind="wrong" breaks="Each object counts for itself."
# believed: a list in the body of the class belongs to each object
class Running:
    batches = []

    def __init__(self):
        pass

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        hits = int(np.sum((truth == 1) & (alarm == 1)))
        self.batches.append((hits, int(np.sum(alarm == 1)), int(np.sum(truth == 1))))

    def result(self):
        hits = sum(batch[0] for batch in self.batches)
        rings = sum(batch[1] for batch in self.batches)
        rotten = sum(batch[2] for batch in self.batches)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.batches.clear()


# %% task="rare" kind="wrong" breaks="Another call with the same arguments gives the same model and threshold"
# believed: np.random.seed makes Keras repeat itself, too
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    np.random.seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=12, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
