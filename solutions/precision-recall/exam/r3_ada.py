# %% task="four-boxes" kind="wrong" breaks="even if one of them has one entry or none"
def confusion(truth, alarm):
    rotten, rings = truth == 1, alarm == 1
    boxes = rotten & rings, ~rotten & rings, rotten & ~rings, ~rotten & ~rings
    return tuple(int(np.sum(box)) for box in boxes)


# %% task="shares" kind="wrong" breaks="The share of rotten bananas among those at which the machine rings."
def _hits(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    return int(np.sum((truth == 1) & (alarm == 1)))


def accuracy(truth, alarm):
    _hits(truth, alarm)
    return float(np.mean(truth == alarm)) if len(truth) else np.nan


def precision(truth, alarm):
    hits = _hits(truth, alarm)
    return hits / int(np.sum(alarm == 1)) if hits else np.nan


def recall(truth, alarm):
    hits = _hits(truth, alarm)
    rotten = int(np.sum(truth == 1))
    return hits / rotten if rotten else np.nan


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
def two_alarms(truth):
    rotten = truth == 1
    useful = rotten.copy()
    useful[np.flatnonzero(~rotten)[: rotten.sum()]] = True
    return np.zeros(len(truth), bool), useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten, scores = truth == 1, scores.astype("float32")
    values, place = np.unique(scores, return_inverse=True)
    hits = np.bincount(place, weights=rotten)[::-1].cumsum()
    rings = np.bincount(place)[::-1].cumsum()
    return values[::-1].copy(), hits / rings, hits / rotten.sum()


# %% task="threshold" kind="wrong" breaks="on these rows. That includes those at which it always rings, and those at which it never does."
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    best, smallest = None, np.inf
    for threshold in np.unique(scores):
        rings = scores >= threshold
        bill = (cost_miss * int(np.sum((truth == 1) & ~rings))
                + cost_false_alarm * int(np.sum((truth == 0) & rings)))
        if best is None or bill < smallest:
            best, smallest = threshold, bill
    return float(best)


# %% task="elsewhere" kind="wrong" breaks="Where it rings at no banana, that is NaN."
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    return hits / (hits + false_alarm_rate * (1 - share))


# %% task="running" kind="wrong" breaks="what `update` returns, nor what becomes of the arrays afterwards."
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        self.batches.append((truth, alarm))

    def result(self):
        hits = sum(int(np.sum((truth == 1) & (alarm == 1))) for truth, alarm in self.batches)
        rings = sum(int(np.sum(alarm == 1)) for _, alarm in self.batches)
        rotten = sum(int(np.sum(truth == 1)) for truth, _ in self.batches)
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.batches = []


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word: over many fresh bananas they add up to about the number"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, class_weight={0: 1.0, 1: 32.0}, verbose=0)
    p = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    knobs = np.append(np.unique(p).astype(float), np.inf)
    bills = [cost_miss * np.sum((y_val == 1) & (p < knob)) + cost_false_alarm * np.sum((y_val == 0) & (p >= knob))
             for knob in knobs]
    return model, float(knobs[np.argmin(bills)])
