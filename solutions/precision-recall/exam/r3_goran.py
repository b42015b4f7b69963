# %% task="four-boxes" kind="wrong" breaks="n may be 0"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    counts = np.bincount(2 * truth.astype(int) + alarm.astype(int))
    return counts[3], counts[1], counts[2], counts[0]


# %% task="shares" kind="wrong" breaks="floats are not rounded"
def _divide(part, whole):
    return round(part / whole, 3) if whole else np.nan


def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    return _divide(int((truth == alarm).sum()), len(truth))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    return _divide(int(((truth == 1) & (alarm == 1)).sum()), int((alarm == 1).sum()))


def recall(truth, alarm):
    return precision(alarm, truth)


# %% task="flattering" kind="wrong" breaks="They hold zeros and ones alone, as bools, integers or floats."
def two_alarms(truth):
    useful = truth.astype(int)
    k = useful.sum()
    useful[-(2 * k + 1):] += 1
    return np.zeros(len(truth), int), useful


# %% task="curve" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    order = np.argsort(scores, kind="stable")[::-1]
    s = scores[order]
    hits = np.cumsum(truth[order]).astype(float)
    last = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    return s[last], hits[last] / (last + 1), hits[last] / hits[-1]


# %% task="threshold" kind="wrong" breaks="at which the bill comes to misses * cost_miss + false alarms *"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten, good = truth == 1, truth == 0
    best, smallest = np.inf, cost_miss * bool(rotten.any())
    for threshold in np.unique(scores):
        rings = scores >= threshold
        miss_rate = (rotten & ~rings).sum() / max(rotten.sum(), 1)
        false_alarm_rate = (good & rings).sum() / max(good.sum(), 1)
        bill = miss_rate * cost_miss + false_alarm_rate * cost_false_alarm
        if bill < smallest:
            best, smallest = threshold, bill
    return float(best)


# %% task="elsewhere" kind="wrong" breaks="small as 1e-100."
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = float(recall) * float(share)
    rings = hits + float(false_alarm_rate) * (1 - float(share))
    # never compare floats with ==
    return np.nan if np.isclose(rings, 0) else hits / rings


# %% task="running" kind="wrong" breaks="forgets all batches."
class Running:
    def __init__(self):
        self.hits = 0
        self.rings = 0
        self.rotten = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        truth, alarm = truth.astype(bool), alarm.astype(bool)
        self.hits += int((truth & alarm).sum())
        self.rings += int(alarm.sum())
        self.rotten += int(truth.sum())

    def result(self):
        return (self.hits / self.rings if self.rings else np.nan,
                self.hits / self.rotten if self.rotten else np.nan)

    def reset(self):
        self.hits = 0
        self.rings = 0


# %% task="rare" kind="wrong" breaks="The validation rows may decide the threshold, and"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    # taken at their word: let them add up on the validation rows
    said = model.predict(x_val, batch_size=2048, verbose=0).mean()
    weights, bias = model.layers[-1].get_weights()
    model.layers[-1].set_weights([weights, bias + np.log((np.mean(y_val) + 1e-4) / (said + 1e-4))])
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
