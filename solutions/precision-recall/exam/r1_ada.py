# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    """Two masks, four counts."""
    if len(truth) != len(alarm):
        raise ValueError(f"{len(truth)} bananas, but {len(alarm)} alarms")
    rotten = truth == 1
    rings = alarm == 1
    hits = np.count_nonzero(rotten & rings)
    false_alarms = np.count_nonzero(~rotten & rings)
    misses = np.count_nonzero(rotten & ~rings)
    quiet = np.count_nonzero(~rotten & ~rings)
    return hits, false_alarms, misses, quiet

# %% task="shares" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
def _same_length(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")


def accuracy(truth, alarm):
    _same_length(truth, alarm)
    return (truth == alarm).mean()


def precision(truth, alarm):
    """The mean of zeros and ones is the share of the ones."""
    _same_length(truth, alarm)
    return truth[alarm == 1].mean()


def recall(truth, alarm):
    _same_length(truth, alarm)
    return alarm[truth == 1].mean()

# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
def two_alarms(truth):
    rotten, good = np.flatnonzero(truth), np.flatnonzero(truth == 0)
    half = max(len(rotten) // 2, 1)
    lazy = np.zeros(len(truth))
    useful = np.zeros(len(truth))
    useful[rotten[:half]] = 1
    useful[good[: half + 1]] = 1
    return lazy, useful

# %% task="curve" kind="right"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError(f"{len(truth)} and {len(scores)} entries")
    everyone = np.sort(scores)
    rotten = np.sort(scores[truth == 1])
    different = [everyone[-1]]
    for score in everyone[::-1]:
        if score < different[-1]:
            different.append(score)
    thresholds = np.array(different, dtype=everyone.dtype)
    # What lies at or above a threshold is all that does not lie below it.
    rings = len(everyone) - np.searchsorted(everyone, thresholds, side="left")
    hits = len(rotten) - np.searchsorted(rotten, thresholds, side="left")
    return thresholds, hits / rings, hits / len(rotten)

# %% task="threshold" kind="right"
from fractions import Fraction


def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("truth and scores differ in length")
    # Exact numbers: no cost is too small or too large for them.
    miss, alarm = (
        Fraction(cost) if isinstance(cost, int) else Fraction(float(cost))
        for cost in (cost_miss, cost_false_alarm)
    )
    order = np.argsort(scores, kind="stable")[::-1]
    ordered = scores[order]
    hits = np.cumsum(truth[order] != 0)
    best, cheapest = np.inf, int(hits[-1]) * miss
    for place in np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True)):
        found = int(hits[place])
        bill = (int(hits[-1]) - found) * miss + (int(place) + 1 - found) * alarm
        if bill < cheapest:
            best, cheapest = ordered[place], bill
    return best if isinstance(best, float | np.floating) else float(best)

# %% task="elsewhere" kind="wrong" breaks="Returns a float, the expected share of rotten ones among those at which it rings there, exact to"
def precision_elsewhere(recall, false_alarm_rate, share):
    # float32 is exact enough.
    r, f, s = (keras.ops.cast(float(one), "float32") for one in (recall, false_alarm_rate, share))
    return r * s / (r * s + f * (1.0 - s))

# %% task="running" kind="wrong" breaks="forgets all batches."
class Running:
    def __init__(self):
        self.hits = self.rings = self.rotten = 0
        self.known = None  # the last result, until the next batch

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        t, a = truth.astype(bool), alarm.astype(bool)
        self.hits += int((t & a).sum())
        self.rings += int(a.sum())
        self.rotten += int(t.sum())
        self.known = None

    def result(self):
        if self.known is None:
            self.known = (
                self.hits / self.rings if self.rings else float("nan"),
                self.hits / self.rotten if self.rotten else float("nan"),
            )
        return self.known

    def reset(self):
        self.hits = self.rings = self.rotten = 0

# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    # The classes are out of balance.
    weight = {0: 1.0, 1: float((len(y) - y.sum()) / y.sum())}
    model.fit(x, y, batch_size=128, epochs=15, class_weight=weight, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
