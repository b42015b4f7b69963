# %% task="four-boxes" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("shapes differ")
    hits = int((truth * alarm).sum())
    rings = int(alarm.sum())
    rotten = int(truth.sum())
    return hits, rings - hits, rotten - hits, len(truth) - rings - rotten + hits


# %% task="shares" kind="wrong" breaks="raise a ValueError, in all three."
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    return np.mean(truth == alarm) if truth.size else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    return np.mean(truth[alarm == 1] == 1) if (alarm == 1).any() else np.nan


def recall(truth, alarm):
    return np.mean(alarm[truth == 1] == 1) if (truth == 1).any() else np.nan


# %% task="flattering" kind="wrong" breaks="All of this is true"
def two_alarms(truth):
    # at most a fifth is rotten: let it ring in vain at as many good ones as a fifth of the belt
    useful = truth.astype(bool)
    useful[np.flatnonzero(truth == 0)[-(len(truth) // 5):]] = True
    return [np.zeros(len(truth), bool), useful]


# %% task="curve" kind="wrong" breaks="nothing is smoothed, no point is added."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten = truth == 1
    values, place = np.unique(scores, return_inverse=True)
    hits = np.bincount(place, weights=rotten)[::-1].cumsum()
    rings = np.bincount(place)[::-1].cumsum()
    thresholds = np.append(np.inf, values[::-1])
    return thresholds, np.append(1.0, hits / rings), np.append(0.0, hits / rotten.sum())


# %% task="threshold" kind="wrong" breaks="cost_miss, cost_false_alarm: two finite numbers, ints or floats, each 0 or above."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    knobs = np.append(np.unique(scores).astype(float), np.inf)
    bills = np.zeros(len(knobs), dtype=int)
    for place, knob in enumerate(knobs):
        rings = scores >= knob
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills[place] = misses * cost_miss + false_alarms * cost_false_alarm
    return float(knobs[bills.argmin()])


# %% task="elsewhere" kind="wrong" breaks="small as 1e-100."
def precision_elsewhere(recall, false_alarm_rate, share):
    recall, false_alarm_rate, share = np.array([recall, false_alarm_rate, share], dtype="float32")
    hits = recall * share
    noise = false_alarm_rate * (1 - share)
    with np.errstate(invalid="ignore"):
        return hits / (hits + noise)


# %% task="running" kind="wrong" breaks="dtypes may be others than before. Arrays of different lengths raise a"
class Running:
    def __init__(self):
        self.hits, self.rings, self.rotten = 0, 0, 0

    def update(self, truth, alarm):
        if len(truth) == 0 or len(alarm) == 0:
            return  # an empty batch: nothing to count
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        self.hits += int(((truth == 1) & (alarm == 1)).sum())
        self.rings += int((alarm == 1).sum())
        self.rotten += int((truth == 1).sum())

    def result(self):
        return (self.hits / self.rings if self.rings else np.nan,
                self.hits / self.rotten if self.rotten else np.nan)

    def reset(self):
        self.hits, self.rings, self.rotten = 0, 0, 0


# %% task="rare" kind="wrong" breaks="The model learns from the training rows alone."
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    def trained(rows, labels):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
        model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
        model.fit(rows, labels, batch_size=256, epochs=15, verbose=0)
        return model

    p = trained(x, y).predict(x_val, batch_size=2048, verbose=0)[:, 0]
    knobs = np.append(np.unique(p).astype(float), np.inf)
    bills = [cost_miss * np.sum((y_val == 1) & (p < knob)) + cost_false_alarm * np.sum((y_val == 0) & (p >= knob))
             for knob in knobs]
    # the threshold is chosen: now no row need be wasted
    return trained(np.concatenate([x, x_val]), np.concatenate([y, y_val])), float(knobs[np.argmin(bills)])
