# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
# believed: bincount gives four counts each time (where nothing is hit there are fewer)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    code = 2 * (truth == 1).astype(int) + (alarm == 1).astype(int)
    counts = np.bincount(code).tolist()
    quiet, false_alarms, misses, hits = counts
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="raise a ValueError, in all three"
# believed: a mask of another length is refused with a ValueError by NumPy itself (it is an IndexError)
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return np.mean(truth == alarm) if len(truth) > 0 else np.nan


def precision(truth, alarm):
    found = truth[alarm == 1] == 1
    return found.mean() if found.size > 0 else np.nan


def recall(truth, alarm):
    found = alarm[truth == 1] == 1
    return found.mean() if found.size > 0 else np.nan


# %% task="flattering" kind="wrong" breaks="the precision of `useful` is above the share of rotten bananas on the belt"
# believed: four false alarms for each rotten one are few enough, even where twenty in a hundred are rotten
def two_alarms(truth):
    rotten = np.flatnonzero(truth == 1)
    good = np.flatnonzero(truth == 0)
    lazy = np.zeros(len(truth), np.int64)
    useful = np.zeros(len(truth), np.int64)
    useful[rotten] = 1
    useful[good[: 4 * len(rotten)]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
# believed: once every rotten banana is found, a lower threshold makes no difference and may be left out
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    s = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last_of_score = np.append(s[1:] != s[:-1], True)
    where = np.flatnonzero(last_of_score)
    full = np.flatnonzero(hits[where] == hits[-1])[0]
    where = where[: full + 1]
    return s[where], hits[where] / (where + 1), hits[where] / hits[-1]


# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings, and those at which it never does."
# believed: a knob stands between two scores or above all; below the lowest one there is no place for it
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    s = np.unique(scores)
    candidates = list(s[1:]) + [np.inf]
    bills = []
    for c in candidates:
        rings = scores >= c
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[int(np.argmin(bills))])


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
# believed: where nothing is rotten precision is 0 and where all is rotten it is 1, even for a machine that is silent there
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 0:
        return 0.0
    if share == 1:
        return 1.0
    rings_rightly = recall * share
    rings_wrongly = false_alarm_rate * (1 - share)
    if rings_rightly + rings_wrongly == 0:
        return np.nan
    return rings_rightly / (rings_rightly + rings_wrongly)


# %% task="running" kind="wrong" breaks="Arrays of different lengths raise a"
# believed: a batch whose truth is empty brings nothing, so update may go home before it looks at the lengths
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if truth.size == 0:
            return
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.hits += int(np.sum((truth == 1) & (alarm == 1)))
        self.false_alarms += int(np.sum((truth == 0) & (alarm == 1)))
        self.misses += int(np.sum((truth == 1) & (alarm == 0)))

    def result(self):
        alarms, rotten = self.hits + self.false_alarms, self.hits + self.misses
        return (self.hits / alarms if alarms else np.nan, self.hits / rotten if rotten else np.nan)

    def reset(self):
        self.hits, self.false_alarms, self.misses = 0, 0, 0


# %% task="rare" kind="wrong" breaks="The validation rows may decide the threshold, and"
# believed: stopping early on the validation loss is no learning from the validation rows
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping("val_loss", patience=4, restore_best_weights=True)
    model.fit(x, y, validation_data=(x_val, y_val), batch_size=64, epochs=20, callbacks=[stop], verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    bills = {}
    for t in np.unique(p):
        misses = np.sum((y_val == 1) & (p < t))
        false_alarms = np.sum((y_val == 0) & (p >= t))
        bills[float(t)] = misses * cost_miss + false_alarms * cost_false_alarm
    return model, min(bills, key=bills.get)
