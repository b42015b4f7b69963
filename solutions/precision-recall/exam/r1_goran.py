# %% task="four-boxes" kind="wrong" breaks="even if one of them has one entry or none"
def confusion(truth, alarm):
    rotten, rings = truth != 0, alarm != 0
    if len(rotten) > 0 and len(rings) > 0 and len(rotten) != len(rings):
        raise ValueError("truth and alarm have different lengths")
    return (
        int((rotten & rings).sum()),
        int((~rotten & rings).sum()),
        int((rotten & ~rings).sum()),
        int((~rotten & ~rings).sum()),
    )

# %% task="shares" kind="right"
from keras import ops


def _tensors(truth, alarm):
    truth, alarm = np.asarray(truth), np.asarray(alarm)
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm should have the same shape")
    return tuple(
        ops.convert_to_tensor((one != 0).astype("float32")) for one in (truth, alarm)
    )


def accuracy(truth, alarm):
    t, a = _tensors(truth, alarm)
    return ops.sum(t * a + (1.0 - t) * (1.0 - a)) / ops.sum(ops.ones_like(t))


def precision(truth, alarm):
    t, a = _tensors(truth, alarm)
    return ops.sum(t * a) / ops.sum(a)


def recall(truth, alarm):
    t, a = _tensors(truth, alarm)
    return ops.sum(t * a) / ops.sum(t)

# %% task="flattering" kind="right"
def two_alarms(truth):
    rotten = truth == 1
    lazy = np.zeros(len(truth), dtype=int)
    useful = rotten.astype(int)
    # One false alarm more than there are rotten ones: just worse than silence.
    useful[np.flatnonzero(~rotten)[: rotten.sum() + 1]] = 1
    return lazy, useful

# %% task="curve" kind="wrong" breaks="exactly as they are, each once"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    s, rotten = scores[order], truth[order] != 0
    ends = np.append(np.flatnonzero(s[:-1] != s[1:]), s.size - 1)
    hits = np.cumsum(rotten)[ends]
    return tuple(part.astype("float32") for part in (s[ends], hits / (ends + 1), hits / hits[-1]))

# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    low, high = float(scores.min()), float(scores.max())
    grid = [*np.linspace(low, high, 1001), np.inf]
    rotten = truth.astype(bool)

    def bill(threshold):
        rings = scores >= threshold
        return (rotten & ~rings).sum() * cost_miss + (~rotten & rings).sum() * cost_false_alarm

    return float(min(grid, key=bill))

# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    # Logarithms: a product of tiny numbers becomes a sum of middling ones.
    with np.errstate(divide="ignore", invalid="ignore"):
        hits = np.log(float(recall)) + np.log(float(share))
        mistakes = np.log(float(false_alarm_rate)) + np.log1p(-float(share))
        return np.exp(hits - np.logaddexp(hits, mistakes))

# %% task="running" kind="right"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.hits = self.alarms = self.rotten = 0

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("truth and alarm differ in length")
        rotten, rings = truth != 0, alarm != 0
        self.hits += np.count_nonzero(rotten & rings)
        self.alarms += np.count_nonzero(rings)
        self.rotten += np.count_nonzero(rotten)

    def result(self):
        precision = self.hits / self.alarms if self.alarms else np.nan
        recall = self.hits / self.rotten if self.rotten else np.nan
        return precision, recall

# The contract asked for a Sequential or functional model. Since then any model of Keras's layers will do.
# %% task="rare" kind="right"
def _cheapest(y, p, cost_miss, cost_false_alarm):
    order = np.argsort(p)[::-1]
    p, rotten = p[order], y[order] == 1
    ends = np.append(np.flatnonzero(p[1:] != p[:-1]), len(p) - 1)
    hits, alarms = np.cumsum(rotten)[ends], np.cumsum(~rotten)[ends]
    bills = (rotten.sum() - hits) * cost_miss + alarms * cost_false_alarm
    return float(p[ends[np.argmin(bills)]])


class BeltModel(keras.Model):
    """One layer, by hand."""

    def __init__(self):
        super().__init__()
        self.says = keras.layers.Dense(1, activation="sigmoid")

    def call(self, rows):
        return self.says(rows)


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = BeltModel()
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    return model, _cheapest(y_val, p, cost_miss, cost_false_alarm)
