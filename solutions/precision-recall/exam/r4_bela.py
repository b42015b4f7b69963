# %% task="four-boxes" kind="wrong" breaks="Each is a whole number, and no float"
# believed: a sum of zeros and ones is an int, whatever the dtype of the arrays
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    hits = np.sum(truth * alarm)
    false_alarms = np.sum((1 - truth) * alarm)
    misses = np.sum(truth * (1 - alarm))
    quiet = np.sum((1 - truth) * (1 - alarm))
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="If no banana is rotten, it is NaN, whether the machine rings or not."
# believed: only precision can be undefined; where nothing is rotten, nothing was found, so recall is 0
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
    if rings == 0:
        return np.nan
    return float(np.sum((truth == 1) & (alarm == 1)) / rings)


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten = np.sum(truth == 1)
    if rotten == 0:
        return 0.0
    return float(np.sum((truth == 1) & (alarm == 1)) / rotten)


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
# believed: false alarms at one good banana in five are more than the hits at any share (they are not at one in five rotten)
def two_alarms(truth):
    lazy = np.zeros(len(truth), bool)
    useful = truth == 1
    good = np.flatnonzero(truth == 0)
    useful[good[::5]] = True
    return lazy, useful


# %% task="curve" kind="wrong" breaks="The shares are what they are: nothing is smoothed, no point is added."
# believed: a precision-recall curve has to fall, so each precision is the best one from there on, as in the textbook plots
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    ranked = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last = np.append(ranked[1:] != ranked[:-1], True)
    precisions = (hits / np.arange(1, len(ranked) + 1))[last]
    recalls = (hits / hits[-1])[last]
    precisions = np.maximum.accumulate(precisions[::-1])[::-1]
    return ranked[last], precisions, recalls


# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings, and those at which it never does."
# believed: a millionth more is above any score (large scores swallow it, so the machine still rings at the highest)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    different = np.unique(scores)
    candidates = np.append(different, different[-1] + 1e-6)
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
# believed: a machine that never rings has precision 0
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    rings = hits + false_alarm_rate * (1 - share)
    if rings == 0:
        return 0.0
    return hits / rings


# %% task="running" kind="wrong" breaks="NaN where there is nothing to divide by, as for `precision` and `recall`."
# believed: without alarms or without rotten bananas the share is 0, as the metrics of Keras say
class Running:
    def __init__(self):
        self.hits = 0
        self.false_alarms = 0
        self.misses = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.hits += int(np.sum((truth == 1) & (alarm == 1)))
        self.false_alarms += int(np.sum((truth == 0) & (alarm == 1)))
        self.misses += int(np.sum((truth == 1) & (alarm == 0)))

    def result(self):
        rings = self.hits + self.false_alarms
        rotten = self.hits + self.misses
        return self.hits / rings if rings else 0.0, self.hits / rotten if rotten else 0.0

    def reset(self):
        self.hits = 0
        self.false_alarms = 0
        self.misses = 0


# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
# believed: a probability is cut at one half, whatever the mistakes cost
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, 0.5
