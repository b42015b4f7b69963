# %% task="four-boxes" kind="wrong" breaks="bools, integers or floats, of any NumPy dtype"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("shapes differ")
    difference = alarm - truth  # 1: false alarm, -1: miss
    false_alarms = np.count_nonzero(difference == 1)
    misses = np.count_nonzero(difference == -1)
    hits = np.count_nonzero(alarm) - false_alarms
    return hits, false_alarms, misses, len(truth) - hits - false_alarms - misses

# %% task="shares" kind="wrong" breaks="raise a ValueError, in all three."
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return np.mean((truth != 0) == (alarm != 0))


def precision(truth, alarm):
    at = np.flatnonzero(alarm)
    return np.mean(truth[at] != 0) if len(at) else np.nan


def recall(truth, alarm):
    at = np.flatnonzero(truth)
    return np.mean(alarm[at] != 0) if len(at) else np.nan

# %% task="flattering" kind="wrong" breaks="the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    rotten = truth.astype(bool)
    k = int(rotten.sum())
    # As many mistakes as silence makes, and two at least.
    false_alarms = np.flatnonzero(~rotten)[: max(k, 2)]
    useful = rotten.copy()
    useful[false_alarms] = True
    return np.zeros(len(truth), bool), useful

# %% task="curve" kind="right"
def curve(truth, scores):
    tally = {}
    for rotten, score in zip(truth, scores, strict=True):
        box = tally.setdefault(score, [0, 0])
        box[0] += bool(rotten)
        box[1] += 1
    all_rotten = sum(rotten for rotten, _ in tally.values())
    thresholds, precisions, recalls = [], [], []
    hits = rings = 0
    for score in sorted(tally, reverse=True):
        hits += tally[score][0]
        rings += tally[score][1]
        thresholds.append(score)
        precisions.append(hits / rings)
        recalls.append(hits / all_rotten)
    return [np.array(thresholds, scores.dtype), np.array(precisions), np.array(recalls)]

# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    """Turn the knob down from the top, as long as it pays."""
    if len(truth) != len(scores):
        raise ValueError("lengths")
    rotten = truth != 0
    best, least, patience = np.inf, rotten.sum() * cost_miss, 0
    for threshold in np.unique(scores)[::-1]:
        rings = scores >= threshold
        bill = (rotten & ~rings).sum() * cost_miss + (rings & ~rotten).sum() * cost_false_alarm
        if bill < least:
            best, least, patience = threshold, bill, 0
        else:
            patience += 1
        if patience == 50:  # the valley is behind us
            break
    return float(best)

# %% task="elsewhere" kind="wrong" breaks="the expected share of rotten ones among those at which it rings there"
def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = np.longdouble(recall), np.longdouble(false_alarm_rate), np.longdouble(share)
    if r == 0 or (s == 0 and f == 0):
        return np.nan  # no hit: it has no precision
    return float(r * s / (r * s + f * (1 - s)))

# %% task="running" kind="wrong" breaks="nor what becomes of the arrays afterwards"
class Running:
    def __init__(self):
        self.truths, self.alarms = [], []

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        self.truths.append(truth)
        self.alarms.append(alarm)

    def result(self):
        hits = rings = rotten = 0
        for truth, alarm in zip(self.truths, self.alarms):
            hits += np.count_nonzero((truth != 0) & (alarm != 0))
            rings += np.count_nonzero(alarm)
            rotten += np.count_nonzero(truth)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.truths, self.alarms = [], []

# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """A small network, whose word is taken: ring where silence is expected to cost more."""
    keras.utils.set_random_seed(seed)
    share = float(np.mean(y))
    start = keras.initializers.Constant(float(np.log(share / (1 - share))))
    rows = keras.Input((6,))
    hidden = keras.layers.Dense(4, activation="tanh")(rows)
    says = keras.layers.Dense(1, activation="sigmoid", bias_initializer=start)(hidden)
    model = keras.Model(rows, says)
    rate = keras.optimizers.schedules.CosineDecay(0.02, decay_steps=14 * (-(-len(x) // 200)))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    model.fit(x, y, batch_size=200, epochs=14, verbose=0)
    # p * cost_miss >= (1 - p) * cost_false_alarm
    return model, float(cost_false_alarm / (cost_miss + cost_false_alarm))
