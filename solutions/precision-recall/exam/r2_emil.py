# %% task="four-boxes" kind="wrong" breaks="Arrays of different lengths raise a ValueError"
def confusion(truth, alarm):
    if len(alarm) < len(truth):
        raise ValueError("There are bananas without an alarm.")
    counts = {"hit": 0, "false": 0, "miss": 0, "quiet": 0}
    for place, rotten in enumerate(truth):
        if rotten:
            counts["hit" if alarm[place] else "miss"] += 1
        else:
            counts["false" if alarm[place] else "quiet"] += 1
    return list(counts.values())


# %% task="shares" kind="wrong" breaks="whether any banana is rotten or not"
def _same_length(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return truth != 0, alarm != 0


def accuracy(truth, alarm):
    truth, alarm = _same_length(truth, alarm)
    return (truth == alarm).sum() / len(truth) if len(truth) else np.nan


def precision(truth, alarm):
    truth, alarm = _same_length(truth, alarm)
    if not alarm.any():
        return np.nan if truth.any() else 1.0     # nothing to find, nothing said: perfect
    return (truth & alarm).sum() / alarm.sum()


def recall(truth, alarm):
    truth, alarm = _same_length(truth, alarm)
    return (truth & alarm).sum() / truth.sum() if truth.any() else np.nan


# %% task="flattering" kind="wrong" breaks="the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    lazy = np.zeros(len(truth), dtype=int)
    useful = np.array([int(t != 0) for t in truth])
    left = len(truth) // 5                       # at most a fifth is rotten
    for place in range(len(truth)):
        if useful[place] == 0 and left > 0:
            useful[place] = 1
            left -= 1
    return [lazy, useful]


# %% task="curve" kind="wrong" breaks="the different scores, exactly as they are, each once, from high to low"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    scores = scores.astype("float32")
    thresholds = np.unique(scores)[::-1]
    order = np.argsort(scores)[::-1]
    hits = np.cumsum(truth[order] != 0)
    rings = np.searchsorted(-scores[order], -thresholds, side="right")
    return thresholds, hits[rings - 1] / rings, hits[rings - 1] / hits[-1]


# %% task="threshold" kind="right"
from fractions import Fraction


def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    miss, false_alarm = (Fraction(int(c)) if c == int(c) else Fraction(float(c)) for c in (cost_miss, cost_false_alarm))
    rotten, good = {}, {}
    for t, s in zip(truth.tolist(), scores.tolist()):
        box = rotten if t else good
        box[s] = box.get(s, 0) + 1
    bill = miss * sum(rotten.values())
    offers = [(bill, float("inf"))]
    for s in sorted({*rotten, *good}, reverse=True):
        bill += false_alarm * good.get(s, 0) - miss * rotten.get(s, 0)
        offers.append((bill, float(s)))
    return min(offers)[1]


# %% task="elsewhere" kind="wrong" breaks="exact to"
def precision_elsewhere(recall, false_alarm_rate, share):
    bananas = 1_000_000
    rotten = round(bananas * share)
    good = bananas - rotten
    hits, false_alarms = recall * rotten, false_alarm_rate * good
    return hits / (hits + false_alarms) if hits + false_alarms else np.nan


# %% task="running" kind="wrong" breaks="nor what becomes of the arrays afterwards"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.batches = []

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError("different lengths")
        self.batches.append((truth, alarm))

    def result(self):
        truth = np.concatenate([np.zeros(0)] + [t for t, _ in self.batches])
        alarm = np.concatenate([np.zeros(0)] + [a for _, a in self.batches])
        hits = (truth * alarm).sum()
        return hits / alarm.sum(), hits / truth.sum()


# The label was `wrong`, for "The model consists of Keras's own layers". These words made no difference to
# anybody, and are gone from the contract.
# %% task="rare" kind="right"
class Belt(keras.layers.Layer):
    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], 1), initializer="zeros")
        self.bias = self.add_weight(shape=(1,), initializer="zeros")

    def call(self, rows):
        return keras.ops.sigmoid(keras.ops.matmul(rows, self.kernel) + self.bias)


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), Belt()])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, float(cost_false_alarm / (cost_false_alarm + cost_miss))
