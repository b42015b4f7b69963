# %% task="four-boxes" kind="wrong" breaks="Arrays of different lengths raise a ValueError, even if one of them has one entry or none."
# believed: where one array is empty there is nothing to count, and nothing to check
def confusion(truth, alarm):
    if len(truth) == 0 or len(alarm) == 0:
        return 0, 0, 0, 0
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    return (
        int(np.sum(rotten & rings)),
        int(np.sum(~rotten & rings)),
        int(np.sum(rotten & ~rings)),
        int(np.sum(~rotten & ~rings)),
    )


# %% task="shares" kind="wrong" breaks="If there is no banana at all, it is NaN."
# believed: accuracy always has something to divide by (an empty belt raises ZeroDivisionError)
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    right = int(np.sum((truth == 1) == (alarm == 1)))
    return right / len(truth)


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    hits, rings = int(np.sum((truth == 1) & (alarm == 1))), int(np.sum(alarm == 1))
    return hits / rings if rings > 0 else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    hits, rotten = int(np.sum((truth == 1) & (alarm == 1))), int(np.sum(truth == 1))
    return hits / rotten if rotten > 0 else np.nan


# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
# believed: k // 2 of k is half of them (of three rotten ones it finds one)
def two_alarms(truth):
    rotten = np.flatnonzero(truth == 1)
    good = np.flatnonzero(truth == 0)
    lazy = np.zeros(len(truth), int)
    useful = np.zeros(len(truth), int)
    found = max(1, len(rotten) // 2)
    useful[rotten[:found]] = 1
    useful[good[: found + 1]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
# believed: once all rotten ones are found, lower thresholds make no difference, so the curve ends there
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rotten = truth == 1
    thresholds, precisions, recalls = [], [], []
    for threshold in np.unique(scores)[::-1]:
        rings = scores >= threshold
        hits = np.sum(rings & rotten)
        thresholds.append(threshold)
        precisions.append(hits / rings.sum())
        recalls.append(hits / rotten.sum())
        if hits == rotten.sum():
            break
    return np.array(thresholds), np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill on these rows."
# believed: (a + b) / 2 lies between a and b in every dtype (small integers overflow, and neighbouring floats have nothing between)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    different = np.unique(scores)
    middles = (different[1:] + different[:-1]) / 2
    candidates = np.concatenate([[-np.inf], middles, [np.inf]])
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
# believed: where none is rotten precision is 0, and where all are it is 1, even if the machine never rings there
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 0:
        return 0.0
    if share == 1:
        return 1.0
    rings = recall * share + false_alarm_rate * (1 - share)
    if rings == 0:
        return float("nan")
    return recall * share / rings


# %% task="running" kind="wrong" breaks="It may be asked at any time, and changes nothing."
# believed: when the result is asked the day is over, and the counter starts again
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.hits += int(np.sum((truth == 1) & (alarm == 1)))
        self.rings += int(np.sum(alarm == 1))
        self.rotten += int(np.sum(truth == 1))

    def result(self):
        precision_now = self.hits / self.rings if self.rings else np.nan
        recall_now = self.hits / self.rotten if self.rotten else np.nan
        self.reset()
        return precision_now, recall_now

    def reset(self):
        self.hits = 0
        self.rings = 0
        self.rotten = 0


# %% task="rare" kind="wrong" breaks="The model learns from the training rows alone."
# believed: more rows make a better model, so the validation rows are added to the training rows
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(np.concatenate([x, x_val]), np.concatenate([y, y_val]), batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, verbose=0)[:, 0]
    candidates = np.append(np.unique(says), np.inf)
    bills = [
        cost_miss * np.sum((y_val == 1) & (says < t)) + cost_false_alarm * np.sum((y_val == 0) & (says >= t))
        for t in candidates
    ]
    return model, float(candidates[np.argmin(bills)])
