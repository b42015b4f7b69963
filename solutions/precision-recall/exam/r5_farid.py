# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
# believed: zeros and ones fit into int8, and so does their dot product (it wraps round at 128)
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths differ")
    t = truth.astype(np.int8)
    a = alarm.astype(np.int8)
    return int(t @ a), int((1 - t) @ a), int(t @ (1 - a)), int((1 - t) @ (1 - a))


# %% task="shares" kind="wrong" breaks="raise a ValueError, in all three"
# believed: comparing two arrays with == already refuses different lengths (an array of one entry is stretched)
def accuracy(truth, alarm):
    same = truth == alarm
    return float(same.mean()) if same.size else float("nan")


def precision(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths differ")
    rings = alarm == 1
    return float((truth[rings] == 1).mean()) if rings.any() else float("nan")


def recall(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths differ")
    rotten = truth == 1
    return float((alarm[rotten] == 1).mean()) if rotten.any() else float("nan")


# %% task="flattering" kind="wrong" breaks="Returns (lazy, useful) in a tuple or list: two new arrays of shape (n,)"
# believed: a list of zeros and ones is as good as an array
def two_alarms(truth):
    lazy = [0] * len(truth)
    useful = []
    left = int((truth == 1).sum()) + 1
    for t in truth:
        if t == 1:
            useful.append(1)
        elif left > 0:
            useful.append(1)
            left -= 1
        else:
            useful.append(0)
    return lazy, useful


# %% task="curve" kind="wrong" breaks="or integers of any dtype"
# believed: sorting by the negative scores sorts from high to low (for unsigned integers -1 is the largest number)
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("lengths differ")
    order = np.argsort(-scores, kind="stable")
    s, t = scores[order], truth[order] == 1
    ends = np.flatnonzero(np.r_[s[1:] != s[:-1], True])
    hits = np.cumsum(t)[ends]
    return s[ends], hits / (ends + 1), hits / t.sum()


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
# believed: the middle between two neighbouring scores always lies above the lower one (with neighbours in the last digit it may be that one)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape:
        raise ValueError("lengths differ")
    order = np.argsort(scores, kind="stable")
    s = scores[order].astype("float64")
    rotten = truth[order] == 1
    # with cut i it rings at the rows i, i + 1, ...
    misses = np.r_[0, np.cumsum(rotten)]
    false_alarms = (~rotten).sum() - np.r_[0, np.cumsum(~rotten)]
    cuts = np.r_[-np.inf, s[:-1] / 2 + s[1:] / 2, np.inf]
    possible = np.r_[True, s[1:] != s[:-1], True]
    bills = np.where(possible, misses * cost_miss + false_alarms * cost_false_alarm, np.inf)
    return float(cuts[bills.argmin()])


# %% task="elsewhere" kind="wrong" breaks="All three are numbers from 0 to 1, ints or floats, both ends included."
# believed: odds times likelihood ratio always works; a machine without any false alarms does not occur
def precision_elsewhere(recall, false_alarm_rate, share):
    if recall * share + false_alarm_rate * (1 - share) == 0:
        return float("nan")
    if share == 1:
        return 1.0
    odds = share / (1 - share) * (recall / false_alarm_rate)
    return odds / (1 + odds)


# %% task="running" kind="wrong" breaks="ValueError, and then nothing of that batch is counted"
# believed: it is enough that an error is raised in the end; what was counted before it does no harm
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        rotten, rings = truth == 1, alarm == 1
        self.rotten += int(rotten.sum())
        self.rings += int(rings.sum())
        if rotten.shape != rings.shape:
            raise ValueError("lengths differ")
        self.hits += int((rotten & rings).sum())

    def result(self):
        nan = float("nan")
        return (self.hits / self.rings if self.rings else nan,
                self.hits / self.rotten if self.rotten else nan)

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="The model learns from the training rows alone."
# believed: more rows are better, so the validation rows may train as well
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(np.concatenate([x, x_val]), np.concatenate([y, y_val]),
              batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    order = np.argsort(p)
    misses = np.cumsum(y_val[order]) - y_val[order]
    false_alarms = np.cumsum((1 - y_val[order])[::-1])[::-1]
    return model, float(p[order][np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)])
