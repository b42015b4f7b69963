# %% task="four-boxes" kind="wrong" breaks="Each is a whole number, and no float"
# believed: a sum of zeros and ones is a whole number by itself, whatever the dtype of the array
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm must have the same shape")
    hits = np.sum(truth * alarm)
    false_alarms = np.sum((1 - truth) * alarm)
    misses = np.sum(truth * (1 - alarm))
    quiet = np.sum((1 - truth) * (1 - alarm))
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="If no banana is rotten, it is NaN, whether the machine rings or not."
# believed: without a single hit recall is 0; nothing else needs to be looked at
def accuracy(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm must have the same shape")
    if truth.size == 0:
        return np.nan
    return np.mean(truth.astype(bool) == alarm.astype(bool))


def precision(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm must have the same shape")
    rings = np.count_nonzero(alarm)
    if rings == 0:
        return np.nan
    return np.count_nonzero(truth.astype(bool) & alarm.astype(bool)) / rings


def recall(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm must have the same shape")
    hits = np.count_nonzero(truth.astype(bool) & alarm.astype(bool))
    if hits == 0:
        return 0.0
    return hits / np.count_nonzero(truth)


# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
# believed: half of an odd number, rounded down, is still half
def two_alarms(truth):
    rotten = np.flatnonzero(truth)
    good = np.flatnonzero(truth == 0)
    lazy = np.zeros(len(truth), int)
    useful = np.zeros(len(truth), int)
    found = max(1, len(rotten) // 2)
    useful[rotten[:found]] = 1
    useful[good[: found + 1]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="Two scores"
# believed: floats are never compared exactly, so scores are rounded first and near ones taken as one
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("truth and scores must have the same shape")
    rounded = np.round(scores.astype("float64"), 6)
    thresholds = np.unique(rounded)[::-1]
    precisions, recalls = [], []
    for threshold in thresholds:
        rings = rounded >= threshold
        hits = np.count_nonzero(rings & (truth == 1))
        precisions.append(hits / np.count_nonzero(rings))
        recalls.append(hits / np.count_nonzero(truth))
    return thresholds, np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
# believed: the formula for true probabilities, false alarm over the sum of both costs, is cheapest on any rows
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape:
        raise ValueError("truth and scores must have the same shape")
    if cost_miss + cost_false_alarm == 0:
        return 0.5
    return cost_false_alarm / (cost_miss + cost_false_alarm)


# %% task="elsewhere" kind="wrong" breaks="digits, however small it is"
# believed: think of a thousand bananas, and count whole ones
def precision_elsewhere(recall, false_alarm_rate, share):
    bananas = 1000
    rotten = round(bananas * share)
    good = bananas - rotten
    hits = round(rotten * recall)
    false_alarms = round(good * false_alarm_rate)
    if hits + false_alarms == 0:
        return np.nan
    return hits / (hits + false_alarms)


# %% task="running" kind="wrong" breaks="It may be asked at any time"
# believed: nobody asks for a result before the machine has rung and a rotten banana has come by
class Running:
    def __init__(self):
        self.hits = 0
        self.false_alarms = 0
        self.misses = 0

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError("truth and alarm must have the same shape")
        self.hits += int(np.sum((truth == 1) & (alarm == 1)))
        self.false_alarms += int(np.sum((truth == 0) & (alarm == 1)))
        self.misses += int(np.sum((truth == 1) & (alarm == 0)))

    def result(self):
        precision = self.hits / (self.hits + self.false_alarms)
        recall = self.hits / (self.hits + self.misses)
        return precision, recall

    def reset(self):
        self.hits = 0
        self.false_alarms = 0
        self.misses = 0


# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
# believed: a miss and a false alarm are priced the other way round in the bill
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    says = model.predict(x_val, verbose=0).ravel()

    def bill(threshold):
        misses = np.sum((says >= threshold) & (y_val == 0))
        false_alarms = np.sum((says < threshold) & (y_val == 1))
        return misses * cost_miss + false_alarms * cost_false_alarm

    candidates = np.unique(says)
    return model, float(min(candidates, key=bill))
