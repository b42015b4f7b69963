# %% task="four-boxes" kind="wrong" breaks="even if one of them has one entry or none"
# believed: without bananas there is nothing to count, whatever the other array holds
def confusion(truth, alarm):
    if truth.size == 0 or alarm.size == 0:
        return 0, 0, 0, 0
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    t = truth.astype(bool)
    a = alarm.astype(bool)
    return int((t & a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum())


# %% task="shares" kind="wrong" breaks="If there is no banana at all, it is NaN."
# believed: a belt always carries a banana, so accuracy may divide at once
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    right = 0
    for t, a in zip(truth, alarm):
        if t == a:
            right += 1
    return right / len(truth)


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    rung = hits = 0
    for t, a in zip(truth, alarm):
        if a == 1:
            rung += 1
            if t == 1:
                hits += 1
    return hits / rung if rung > 0 else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    rotten = hits = 0
    for t, a in zip(truth, alarm):
        if t == 1:
            rotten += 1
            if a == 1:
                hits += 1
    return hits / rotten if rotten > 0 else np.nan


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
# believed: the first bananas on the belt are good ones, as in the example, so ringing there is a false alarm
def two_alarms(truth):
    rotten = truth == 1
    lazy = np.zeros(len(truth))
    useful = rotten.astype(float)
    useful[: rotten.sum() + 1] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="at each threshold those of the machine that rings from there on"
# believed: each threshold stands for the bananas with just that score, not for all from there on
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    thresholds = np.unique(scores)[::-1]
    total = (truth == 1).sum()
    p = np.array([(truth[scores == s] == 1).mean() for s in thresholds])
    r = np.array([(truth[scores == s] == 1).sum() / total for s in thresholds])
    return thresholds, p, r


# %% task="threshold" kind="wrong" breaks="at which the bill comes to misses * cost_miss + false alarms *"
# believed: the bill is made from the share of rotten ones missed and the share of good ones wasted, not from counts
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten = truth == 1
    n_rotten, n_good = max(rotten.sum(), 1), max((~rotten).sum(), 1)
    best_bill, best = np.inf, np.inf
    for t in [np.inf] + list(np.unique(scores)):
        rings = scores >= t
        miss_rate = (rotten & ~rings).sum() / n_rotten
        false_alarm_rate = (~rotten & rings).sum() / n_good
        bill = miss_rate * cost_miss + false_alarm_rate * cost_false_alarm
        if bill < best_bill:
            best_bill, best = bill, float(t)
    return best


# %% task="elsewhere" kind="wrong" breaks="One that is not 0 may be as"
# believed: a float is never compared with 0 exactly; what is close to 0 is 0
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    rings = hits + false_alarm_rate * (1 - share)
    if np.isclose(rings, 0):
        return np.nan
    return hits / rings


# %% task="running" kind="wrong" breaks="since the beginning, or since `reset`"
# believed: asking for the result closes the day, and the next update starts a new one
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        t, a = truth.astype(bool), alarm.astype(bool)
        self.hits += int((t & a).sum())
        self.rings += int(a.sum())
        self.rotten += int(t.sum())

    def result(self):
        p = self.hits / self.rings if self.rings else np.nan
        r = self.hits / self.rotten if self.rotten else np.nan
        self.reset()
        return p, r

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="gives a probability for each, from 0 to 1, in an array of shape (m, 1)"
# believed: with from_logits=True the loss does the sigmoid, so the model gives probabilities
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(x, y, batch_size=128, epochs=20, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    best_bill, best = np.inf, 1.0
    for t in np.unique(p):
        bill = ((p < t) & (y_val == 1)).sum() * cost_miss + ((p >= t) & (y_val == 0)).sum() * cost_false_alarm
        if bill < best_bill:
            best_bill, best = bill, float(t)
    return model, best
