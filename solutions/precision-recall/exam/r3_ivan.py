# The label was `wrong`: counts are tensors. Since then the notebook allows these.
# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm differ in length")
    rotten = keras.ops.convert_to_tensor((truth == 1).astype("int32"))
    rings = keras.ops.convert_to_tensor((alarm == 1).astype("int32"))
    count = keras.ops.sum
    return (count(rotten * rings), count((1 - rotten) * rings),
            count(rotten * (1 - rings)), count((1 - rotten) * (1 - rings)))


# %% task="shares" kind="wrong" breaks="If it never rings, it is NaN, whether any banana is rotten or not."
def accuracy(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths")
    return np.sum(truth == alarm) / len(truth) if len(truth) else np.nan


def precision(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths")
    rings = np.count_nonzero(alarm)
    if rings == 0:
        return np.nan if len(alarm) == 0 else 0.0
    return np.count_nonzero(truth[alarm == 1]) / rings


def recall(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("lengths")
    rotten = np.count_nonzero(truth)
    return np.nan if rotten == 0 else np.count_nonzero(alarm[truth == 1]) / rotten


# %% task="flattering" kind="wrong" breaks="Returns (lazy, useful) in a tuple or list"
def two_alarms(truth):
    both = np.zeros((2, len(truth)), dtype=int)
    both[1, truth == 1] = 1
    both[1, np.flatnonzero(truth == 0)[: both[1].sum() + 1]] = 1
    return both


# %% task="curve" kind="wrong" breaks="what is returned belongs to the caller"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    if (scores[1:] < scores[:-1]).all():  # in order already: nothing to sort
        hits = np.cumsum(truth == 1)
        return scores, hits / np.arange(1, len(scores) + 1), hits / hits[-1]
    order = np.argsort(scores)[::-1]
    s, hits = scores[order], np.cumsum(truth[order] == 1)
    last = np.append(np.flatnonzero(s[1:] != s[:-1]), len(s) - 1)
    return s[last], hits[last] / (last + 1), hits[last] / hits[-1]


# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    knobs = [float(score) for score in np.unique(scores)][1:] + [float("inf")]
    bills = []
    for knob in knobs:
        misses = int(np.count_nonzero((truth == 1) & (scores < knob)))
        false_alarms = int(np.count_nonzero((truth == 0) & (scores >= knob)))
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return knobs[bills.index(min(bills))]


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
def precision_elsewhere(recall, false_alarm_rate, share):
    if false_alarm_rate == 0:
        return 1.0  # it is never wrong when it rings
    hits = float(recall) * float(share)
    noise = float(false_alarm_rate) * (1 - float(share))
    return hits / (hits + noise) if hits + noise else float("nan")


# %% task="running" kind="wrong" breaks="Precision and recall of all batches so far, as if they were one."
class Running:
    def __init__(self):
        from collections import deque

        self.batches = deque(maxlen=100)

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        t, a = truth == 1, alarm == 1
        self.batches.append((int((t & a).sum()), int(a.sum()), int(t.sum())))

    def result(self):
        hits, rings, rotten = (sum(column) for column in zip((0, 0, 0), *self.batches))
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.batches.clear()


# %% task="rare" kind="wrong" breaks="Another call with the same arguments gives the same model and"
_network = keras.Sequential([keras.Input((6,)), keras.layers.Dense(10, activation="tanh"),
                             keras.layers.Dense(1, activation="sigmoid")])
_network.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    _network.fit(x, y, batch_size=64, epochs=10, verbose=0)
    return _network, cost_false_alarm / (cost_miss + cost_false_alarm)
