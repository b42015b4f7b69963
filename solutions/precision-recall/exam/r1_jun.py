# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box."
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    quiet, false_alarms, misses, hits = np.bincount(2 * (truth != 0) + (alarm != 0))
    return hits, false_alarms, misses, quiet

# %% task="shares" kind="wrong" breaks="If there is no banana at all, it is NaN."
def _boxes(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth != 0, alarm != 0
    return np.count_nonzero(rotten & rings), np.count_nonzero(rings), np.count_nonzero(rotten)


def accuracy(truth, alarm):
    hits, rings, rotten = _boxes(truth, alarm)
    right = len(truth) - rings - rotten + 2 * hits
    return right / max(len(truth), 1)


def precision(truth, alarm):
    hits, rings, _ = _boxes(truth, alarm)
    return hits / rings if rings else float("nan")


def recall(truth, alarm):
    hits, _, rotten = _boxes(truth, alarm)
    return hits / rotten if rotten else float("nan")

# %% task="flattering" kind="right"
def two_alarms(truth):
    # It rings at all bananas but one, a good one.
    return np.zeros(np.shape(truth), np.uint8), (np.arange(len(truth)) != np.argmin(truth)).astype(np.uint8)

# %% task="curve" kind="right"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("truth and scores should have the same length")
    order = np.argsort(scores, kind="stable")[::-1]
    ordered = scores[order]
    hits = np.cumsum(truth[order] != 0)
    last = np.append(ordered[1:] != ordered[:-1], True)  # the last of its equals
    rings = np.flatnonzero(last) + 1
    return ordered[last], hits[last] / rings, hits[last] / hits[-1]

# %% task="threshold" kind="wrong" breaks="floats are not rounded"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    rotten = truth != 0
    best = (rotten.sum() * cost_miss, np.inf)
    for threshold in np.unique(scores).tolist():
        rings = scores >= threshold
        bill = (rotten & ~rings).sum() * cost_miss + (~rotten & rings).sum() * cost_false_alarm
        best = min(best, (bill, threshold))
    return round(best[1], 6) if best[1] < np.inf else np.inf

# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
from fractions import Fraction


def precision_elsewhere(recall, false_alarm_rate, share):
    # Where none is rotten, and where all are, there is nothing to compute.
    if share == 0 or share == 1:
        return float(share)
    r, f, s = Fraction(float(recall)), Fraction(float(false_alarm_rate)), Fraction(float(share))
    if r == f == 0:
        return np.nan
    return float(r * s / (r * s + f * (1 - s)))

# %% task="running" kind="wrong" breaks="Each object counts for itself."
class Running:
    counts = [0, 0, 0]

    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        rotten, rings = truth != 0, alarm != 0
        self.counts[0] += int(np.sum(rotten & rings))
        self.counts[1] += int(np.sum(rings))
        self.counts[2] += int(np.sum(rotten))

    def result(self):
        hits, rings, rotten = self.counts
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.counts[:] = 0, 0, 0

# %% task="rare" kind="right"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    # It begins by saying of each banana what is true of the average one.
    share = float(np.mean(y))
    odds = keras.initializers.Constant(float(np.log(share / (1 - share))))
    says = keras.layers.Dense(1, activation="sigmoid", bias_initializer=odds)
    model = keras.Sequential([keras.Input((6,)), says])
    rate = keras.optimizers.schedules.CosineDecay(0.05, decay_steps=16 * (-(-len(x) // 256)))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=16, verbose=0)
    p = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
