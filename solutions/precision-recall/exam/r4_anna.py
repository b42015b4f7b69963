# %% task="four-boxes" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
# believed: 0 minus 1 is -1 in every dtype (bools cannot be subtracted, and unsigned ones wrap to 255)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    difference = truth - alarm
    misses = int(np.sum(difference == 1))
    false_alarms = int(np.sum(difference == -1))
    hits = int(np.sum((difference == 0) & (truth == 1)))
    quiet = int(np.sum((difference == 0) & (truth == 0)))
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="If it never rings, it is NaN, whether any banana is rotten or not."
# believed: a machine that is silent on a belt without rotten bananas did all perfectly, so its precision is 1
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    if len(truth) == 0:
        return np.nan
    return float(np.mean((truth == 1) == (alarm == 1)))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    if rings.sum() == 0:
        if rotten.sum() == 0:
            return 1.0
        return np.nan
    return float((rotten & rings).sum() / rings.sum())


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    if rotten.sum() == 0:
        return np.nan
    return float((rotten & rings).sum() / rotten.sum())


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
# believed: two false alarms outweigh the hits on every belt, as they do where one banana is rotten
def two_alarms(truth):
    lazy = np.zeros(len(truth), int)
    useful = (truth == 1).astype(int)
    useful[np.flatnonzero(truth == 0)[:2]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="Two scores that differ by very little are two scores."
# believed: floats should be rounded before one looks for equal ones
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    scores = np.round(scores, 6)
    thresholds = np.unique(scores)[::-1]
    rotten = truth == 1
    precisions, recalls = [], []
    for threshold in thresholds:
        rings = scores >= threshold
        hits = np.sum(rings & rotten)
        precisions.append(hits / rings.sum())
        recalls.append(hits / rotten.sum())
    return thresholds, np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="Scores need not be probabilities."
# believed: no score is above 1, so that a threshold of 1.1 never rings
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = np.append(np.unique(scores), 1.1)
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
# believed: Python gives NaN for 0 / 0 of itself, as NumPy does (it raises ZeroDivisionError)
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    false_alarms = false_alarm_rate * (1 - share)
    return hits / (hits + false_alarms)


# %% task="running" kind="wrong" breaks="NaN where there is nothing to divide by, as for `precision` and `recall`. It may be asked at any time"
# believed: when the result is asked there has been an alarm and a rotten banana (else 0 / 0 raises ZeroDivisionError)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        rotten, rings = truth == 1, alarm == 1
        self.hits += int(np.sum(rotten & rings))
        self.false_alarms += int(np.sum(~rotten & rings))
        self.misses += int(np.sum(rotten & ~rings))

    def result(self):
        return self.hits / (self.hits + self.false_alarms), self.hits / (self.hits + self.misses)

    def reset(self):
        self.hits = self.false_alarms = self.misses = 0


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word: over many fresh bananas they add up to about the number of rotten ones."
# believed: rare classes must be weighted up before a network can learn them, and that leaves the probabilities alone
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, class_weight={0: 1.0, 1: 32.0}, verbose=0)
    says = model.predict(x_val, verbose=0)[:, 0]
    candidates = np.append(np.unique(says), np.inf)
    bills = [
        cost_miss * np.sum((y_val == 1) & (says < t)) + cost_false_alarm * np.sum((y_val == 0) & (says >= t))
        for t in candidates
    ]
    return model, float(candidates[np.argmin(bills)])
