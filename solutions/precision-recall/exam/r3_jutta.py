# %% task="four-boxes" kind="wrong" breaks="Returns (hits, false_alarms, misses, quiet) in a tuple or list"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError
    return np.bincount(2 * truth.astype(np.int64) + alarm.astype(np.int64), minlength=4)[[3, 1, 2, 0]]


# %% task="shares" kind="right"
def _mean_where(values, where):
    chosen = [bool(value) for value, keep in zip(values, where) if keep]
    return sum(chosen) / len(chosen) if chosen else float("nan")


def _same_length(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm must have the same length")


def accuracy(truth, alarm):
    _same_length(truth, alarm)
    return _mean_where([t == a for t, a in zip(truth, alarm)], [True] * len(truth))


def precision(truth, alarm):
    _same_length(truth, alarm)
    return _mean_where(truth, alarm)


def recall(truth, alarm):
    _same_length(truth, alarm)
    return _mean_where(alarm, truth)


# %% task="flattering" kind="right"
def two_alarms(truth):
    lazy = np.zeros(len(truth), dtype=bool)
    useful = np.ones(len(truth), dtype=bool)
    useful[int(np.argmin(truth))] = False  # it spares one good banana
    return lazy, useful


# %% task="curve" kind="right"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("as many scores as bananas, please")
    order = np.argsort(scores, kind="mergesort")[::-1]
    falling = scores[order]
    found = np.cumsum((truth[order] != 0).astype(np.int64))
    ends = np.r_[np.flatnonzero(falling[1:] != falling[:-1]), len(falling) - 1]
    return [falling[ends], found[ends] / (ends + 1.0), found[ends] / found[-1]]


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    best, smallest, waited = np.inf, cost_miss * int(np.sum(truth == 1)), 0
    for threshold in np.unique(scores)[::-1]:
        rings = scores >= threshold
        bill = (cost_miss * int(np.sum((truth == 1) & ~rings))
                + cost_false_alarm * int(np.sum((truth == 0) & rings)))
        if bill < smallest:
            best, smallest, waited = threshold, bill, 0
        else:
            waited += 1
        if waited == 10:  # patience, as in early stopping
            break
    return float(best)


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    from fractions import Fraction

    recall, false_alarm_rate, share = (Fraction(float(part)) for part in (recall, false_alarm_rate, share))
    rotten_and_rings = recall * share
    rings = rotten_and_rings + false_alarm_rate * (1 - share)
    return float(rotten_and_rings / rings) if rings else float("nan")


# %% task="running" kind="right"
class Running:
    def __init__(self):
        self._truth = self._alarm = np.zeros(0, bool)

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError("truth and alarm have different lengths")
        self._truth = np.concatenate([self._truth, truth != 0])
        self._alarm = np.concatenate([self._alarm, alarm != 0])
        return self

    def result(self):
        together = self._truth & self._alarm
        return tuple(
            float(np.count_nonzero(together) / np.count_nonzero(whole)) if whole.any() else float("nan")
            for whole in (self._alarm, self._truth)
        )

    reset = __init__


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    steps = 18 * -(-len(x) // 128)
    rate = keras.optimizers.schedules.CosineDecay(0.05, steps)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=18, verbose=0)
    # Ring if the miss to expect costs at least as much as the false alarm to expect.
    return model, float(cost_false_alarm / (cost_false_alarm + cost_miss))
