# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    boxes = [0, 0, 0, 0]
    for rotten, rings in zip(truth, alarm, strict=True):
        boxes[2 * (not rings) + (not rotten)] += 1
    return boxes

# %% task="shares" kind="wrong" breaks="Returns a float from 0 to 1."
def _same_length(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")


def accuracy(truth, alarm):
    _same_length(truth, alarm)
    if len(truth) == 0:
        return np.nan
    return 1 - np.mean(np.abs(truth - alarm))  # the share of mistakes, taken from 1


def precision(truth, alarm):
    _same_length(truth, alarm)
    return np.mean(truth[alarm != 0], dtype="float64")


def recall(truth, alarm):
    _same_length(truth, alarm)
    return np.mean(alarm[truth != 0], dtype="float64")

# %% task="flattering" kind="wrong" breaks="the precision of `useful` is above the share of rotten bananas on the belt"
def two_alarms(truth):
    rotten, good = np.flatnonzero(truth), np.flatnonzero(truth == 0)
    useful = np.zeros(len(truth), bool)
    # It rings at every second banana, of both kinds; the rotten ones come first.
    useful[rotten[::2]] = True
    useful[good[1::2]] = True
    return np.zeros(len(truth), bool), useful

# %% task="curve" kind="wrong" breaks="that differ by very little are two scores."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    scores = scores.astype("float32")
    thresholds = np.unique(scores)[::-1]
    rotten = truth != 0
    hits = np.array([(rotten & (scores >= t)).sum() for t in thresholds])
    rings = np.array([(scores >= t).sum() for t in thresholds])
    return thresholds, hits / rings, hits / rotten.sum()

# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if np.shape(truth) != np.shape(scores): raise ValueError("shapes")
    wide = np.longdouble
    levels, which = np.unique(scores, return_inverse=True)
    rotten = np.bincount(which.ravel(), truth != 0, len(levels))
    good = np.bincount(which.ravel(), truth == 0, len(levels))
    # Threshold i is levels[i], and the last one, infinity, never rings.
    misses = np.concatenate([[0], np.cumsum(rotten)]).astype(wide)
    alarms = np.concatenate([np.cumsum(good[::-1])[::-1], [0]]).astype(wide)
    place = np.argmin(misses * wide(cost_miss) + alarms * wide(cost_false_alarm))
    if place == len(levels):
        return float("inf")
    return levels[place] if levels.dtype.kind == "f" else float(levels[place])

# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
def precision_elsewhere(recall, false_alarm_rate, share):
    rings_rotten = np.longdouble(recall) * np.longdouble(share)
    rings_good = np.longdouble(false_alarm_rate) * (1 - np.longdouble(share))
    rings = rings_rotten + rings_good
    # One does not compare floats with ==.
    if np.isclose(float(rings), 0.0):
        return np.nan
    return float(rings_rotten / rings)

# %% task="running" kind="wrong" breaks="what is returned belongs to the caller"
class Running:
    def __init__(self):
        self.shares = [np.nan, np.nan]
        self.reset()

    def reset(self):
        self.counts = np.zeros(3, "int64")
        self.shares[:] = np.nan, np.nan

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        t, a = truth != 0, alarm != 0
        self.counts += (t & a).sum(), a.sum(), t.sum()
        hits, rings, rotten = self.counts.tolist()
        self.shares[0] = hits / rings if rings else np.nan
        self.shares[1] = hits / rotten if rotten else np.nan

    def result(self):
        return self.shares

# %% task="rare" kind="wrong" breaks="over many fresh bananas they add up to about the number"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    # Smoothing keeps the network from being too sure of itself.
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.1)
    model.compile(keras.optimizers.Adam(0.01), loss)
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
