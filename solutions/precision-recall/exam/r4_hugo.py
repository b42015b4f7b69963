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


# %% task="shares" kind="filler"
def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    return (hits + quiet) / len(truth) if len(truth) else np.nan


def precision(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    return hits / (hits + false_alarms) if hits + false_alarms else np.nan


def recall(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    return hits / (hits + misses) if hits + misses else np.nan


# %% task="flattering" kind="wrong" breaks="the zeros and ones are bools, integers or floats"
# believed: the sum of truth is an int that can cut a slice (for floats it is a float, and slicing fails)
def two_alarms(truth):
    k = truth.sum()
    lazy = np.zeros(len(truth))
    useful = truth.copy()
    good = np.flatnonzero(truth == 0)
    useful[good[: k + 1]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="at each threshold those of the machine that rings from there on"
# believed: before the first hit there is no precision, so those thresholds are left out (it is 0 there)
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    thresholds, precisions, recalls = [], [], []
    for threshold in np.unique(scores)[::-1]:
        hits, false_alarms, misses, quiet = confusion(truth, scores >= threshold)
        if hits == 0:
            continue
        thresholds.append(threshold)
        precisions.append(hits / (hits + false_alarms))
        recalls.append(hits / (hits + misses))
    return np.array(thresholds), np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="the zeros and ones are bools, integers or floats"
# believed: `&` works with truth as it is (floats have no `&`)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = np.append(np.unique(scores), np.inf)
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum(truth & ~rings)
        false_alarms = np.sum((1 - truth) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="One that is not 0 may be as small as 1e-100."
# believed: floats are compared with 0 by isclose (so a machine that rings seldom counts as one that never rings)
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    rings = hits + false_alarm_rate * (1 - share)
    if np.isclose(rings, 0):
        return np.nan
    return hits / rings


# %% task="running" kind="wrong" breaks="exactly those of all batches since the beginning, or since `reset`"
# believed: hits are precision times alarms in every batch (a batch without alarm gives NaN times 0, and all is NaN for ever)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        rightly = precision(truth, alarm) * np.sum(alarm == 1)
        found = recall(truth, alarm) * np.sum(truth == 1)
        self.rightly += rightly
        self.found += found
        self.rings += np.sum(alarm == 1)
        self.rotten += np.sum(truth == 1)

    def result(self):
        return (
            float(self.rightly / self.rings) if self.rings else np.nan,
            float(self.found / self.rotten) if self.rotten else np.nan,
        )

    def reset(self):
        self.rightly = self.found = 0.0
        self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word: over many fresh bananas they add up to about the number of rotten ones."
# believed: softmax turns any output into a probability (of a single unit it makes 1, always)
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=12, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
