# %% task="four-boxes" kind="right"
from collections import Counter


class FourBoxes:
    """Counts pairs (rotten, rings)."""

    ORDER = ((True, True), (False, True), (True, False), (False, False))

    def __init__(self, truth, alarm):
        rotten, rings = list(map(bool, truth)), list(map(bool, alarm))
        if len(rotten) - len(rings):
            raise ValueError("There must be one alarm (or silence) for each banana.")
        self.pairs = Counter(zip(rotten, rings))

    def __iter__(self):
        return (self.pairs[pair] for pair in self.ORDER)


def confusion(truth, alarm):
    return tuple(FourBoxes(truth, alarm))

# %% task="shares" kind="right"
def _masks(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm differ in length")
    return truth != 0, alarm != 0


def _share(part, whole):
    return part / whole if whole else np.nan


def accuracy(truth, alarm):
    rotten, rings = _masks(truth, alarm)
    return _share(np.count_nonzero(rotten == rings), len(rotten))


def precision(truth, alarm):
    rotten, rings = _masks(truth, alarm)
    return _share(np.count_nonzero(rotten & rings), np.count_nonzero(rings))


def recall(truth, alarm):
    rotten, rings = _masks(truth, alarm)
    return _share(np.count_nonzero(rotten & rings), np.count_nonzero(rotten))

# %% task="flattering" kind="wrong" breaks="writing into it"
from functools import lru_cache


@lru_cache(maxsize=None)
def _silence(n):
    """A machine that never rings; the same for each belt of this length."""
    return np.zeros(n, dtype=bool)


def two_alarms(truth):
    rotten = truth != 0
    extra = np.cumsum(~rotten) <= rotten.sum() + 1
    return _silence(len(truth)), rotten | extra

# %% task="curve" kind="wrong" breaks="the different scores, exactly as they are, each once, from high to low"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    ends = np.r_[np.flatnonzero(s[1:] != s[:-1]), len(s) - 1]
    hits = np.cumsum(rotten)[ends]
    # From full recall on, the knob can only ring at good ones: stop there.
    stop = np.searchsorted(hits, hits[-1]) + 1
    ends, hits = ends[:stop], hits[:stop]
    return s[ends], hits / (ends + 1), hits / hits[-1]

# %% task="threshold" kind="wrong" breaks="and those at which it never does."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    scores = scores.astype("float64")
    rotten = truth != 0
    candidates = np.append(np.unique(scores), scores.max() + 1)  # the last one never rings
    bills = [
        np.sum(rotten & (scores < t)) * cost_miss + np.sum(~rotten & (scores >= t)) * cost_false_alarm
        for t in candidates
    ]
    return float(candidates[np.argmin(bills)])

# %% task="elsewhere" kind="right"
from fractions import Fraction


def precision_elsewhere(recall, false_alarm_rate, share):
    found, fooled, rotten = (Fraction(float(one)) for one in (recall, false_alarm_rate, share))
    hits = found * rotten
    alarms = hits + fooled * (1 - rotten)
    return float(hits / alarms) if alarms else float("nan")

# %% task="running" kind="wrong" breaks="dtypes may be others than before"
class Running:
    def __init__(self):
        self.hits = self.rings = self.rotten = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths")
        self.hits = self.hits + (truth * alarm).sum()
        self.rings = self.rings + alarm.sum()
        self.rotten = self.rotten + truth.sum()

    def result(self):
        hits, rings, rotten = float(self.hits), float(self.rings), float(self.rotten)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.hits = self.rings = self.rotten = 0

# %% task="rare" kind="wrong" breaks="The validation rows may decide the threshold, and"
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
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
    model.fit(
        x, y, batch_size=128, epochs=30, validation_data=(x_val, y_val), callbacks=[stop], verbose=0
    )
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
