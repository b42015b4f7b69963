# %% task="four-boxes" kind="wrong" breaks="n may be 0."
def confusion(truth, alarm):
    if not len(truth) or len(truth) != len(alarm):
        raise ValueError("expected two arrays of the same length, with bananas in them")
    rotten, rings = truth.astype(bool), alarm.astype(bool)
    hits, misses = (rotten & rings).sum(), (rotten & ~rings).sum()
    return hits, rings.sum() - hits, misses, (~rings).sum() - misses

# %% task="shares" kind="wrong" breaks="Arrays of different lengths"
def accuracy(truth, alarm):
    # NumPy itself raises a ValueError where the lengths differ.
    return np.mean(np.equal(truth, alarm))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rings = alarm != 0
    return np.mean(truth[rings] != 0)


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten = truth != 0
    return np.mean(alarm[rotten] != 0)

# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    lazy = np.zeros(truth.shape, int)
    useful = (truth != 0).astype(int)
    good = np.flatnonzero(truth == 0)
    useful[good[:3]] = 1  # three mistakes more
    return lazy, useful

# %% task="curve" kind="right"
def curve(truth, scores):
    truth, scores = np.asarray(truth), np.asarray(scores)
    if truth.shape != scores.shape: raise ValueError("shapes")
    levels, which = np.unique(scores, return_inverse=True)
    both = [np.bincount(which.ravel(), w, len(levels))[::-1].cumsum() for w in (truth != 0, None)]
    return levels[::-1].copy(), both[0] / both[1], both[0] / both[0][-1]

# %% task="threshold" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    rotten = truth != 0

    def bill(threshold):
        rings = scores >= threshold  # NumPy refuses to combine it with other lengths
        misses, false_alarms = np.sum(rotten & ~rings), np.sum(~rotten & rings)
        return misses * cost_miss + false_alarms * cost_false_alarm

    return float(min([*np.unique(scores), np.inf], key=bill))

# %% task="elsewhere" kind="wrong" breaks="five digits, however small it is"
from fractions import Fraction


def precision_elsewhere(recall, false_alarm_rate, share):
    r, f, s = (Fraction(float(v)) for v in (recall, false_alarm_rate, share))
    alarms = r * s + f * (1 - s)
    return round(float(r * s / alarms), 7) if alarms else np.nan

# %% task="running" kind="wrong" breaks="and then nothing of that batch is counted"
class Running:
    def __init__(self):
        self.hits = self.rings = self.rotten = 0

    def update(self, truth, alarm):
        self.rotten += np.count_nonzero(truth)
        self.rings += np.count_nonzero(alarm)
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.hits += np.count_nonzero((truth != 0) & (alarm != 0))

    def result(self):
        with np.errstate(invalid="ignore"):
            return tuple(np.float64(self.hits) / np.array([self.rings, self.rotten]))

    def reset(self):
        self.__init__()

# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    order = np.random.default_rng(seed).permutation(len(x))
    batches = 15 * (-(-len(x) // 128))
    logits = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    logits.compile(
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.PolynomialDecay(0.08, batches, 0.0005)),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    logits.fit(x[order], y[order].astype("float32"), batch_size=128, epochs=15, verbose=0)
    # The same layer once more, and a sigmoid behind it.
    model = keras.Sequential([keras.Input((6,)), *logits.layers, keras.layers.Activation("sigmoid")])
    says = np.asarray(model.predict(x_val, verbose=0)).ravel()
    # The bill that the model itself expects on the validation rows, for each place of the knob.
    grid = np.unique(says)[::-1]
    ordered = np.sort(says)[::-1].astype("float64")
    rung = np.searchsorted(-ordered, -grid.astype("float64"), side="right")
    expected = np.cumsum(ordered)[rung - 1]
    bills = (ordered.sum() - expected) * cost_miss + (rung - expected) * cost_false_alarm
    return [model, grid[np.argmin(bills)]]
