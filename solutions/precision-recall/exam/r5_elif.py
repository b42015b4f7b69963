# %% task="four-boxes" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
# believed: truth minus alarm is -1 at a false alarm, whatever the dtype (unsigned numbers wrap round, bools refuse)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm differ in length")
    difference = truth - alarm
    false_alarms = int((difference == -1).sum())
    misses = int((difference == 1).sum())
    hits = int(((difference == 0) & (truth == 1)).sum())
    quiet = len(truth) - hits - misses - false_alarms
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
# believed: a quotient has enough digits, whatever dtype the array came in (float16 gives float16)
def _same_length(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("truth and alarm differ in length")


def accuracy(truth, alarm):
    _same_length(truth, alarm)
    return np.mean(truth == alarm) if len(truth) else np.nan


def precision(truth, alarm):
    _same_length(truth, alarm)
    return (truth * alarm).sum() / alarm.sum() if alarm.any() else np.nan


def recall(truth, alarm):
    _same_length(truth, alarm)
    return (truth * alarm).sum() / truth.sum() if truth.any() else np.nan


# %% task="flattering" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
# believed: the sum of truth is an int and may cut a slice (with floats it is a float)
def two_alarms(truth):
    many = truth.sum()
    good = np.where(truth == 0)[0]
    lazy = np.zeros_like(truth)
    useful = truth.copy()
    useful[good[: many + 1]] = 1
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
# believed: float32 is exact enough for scores, too, and keeps apart all that differ
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("truth and scores differ in length")
    scores = scores.astype("float32")
    rotten = truth.astype(bool)
    order = np.argsort(-scores, kind="stable")
    s = scores[order]
    hits = np.cumsum(rotten[order])
    last = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    return s[last], hits[last] / (last + 1), hits[last] / hits[-1]


# %% task="threshold" kind="wrong" breaks="That includes those at which it always rings, and those at which it never does."
# believed: the highest score plus 1 is above every score (in uint8 255 + 1 is 0; in float16 2048 + 1 is 2048)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape:
        raise ValueError("truth and scores differ in length")
    rotten = truth.astype(bool)
    never = scores.max() + 1
    candidates = np.append(np.unique(scores), never)
    bills = []
    for t in candidates:
        rings = scores >= t
        bills.append(int((rotten & ~rings).sum()) * cost_miss + int((~rotten & rings).sum()) * cost_false_alarm)
    return float(candidates[int(np.argmin(bills))])


# %% task="elsewhere" kind="wrong" breaks="digits, however small it is"
# believed: one minus the share of false alarms is the same number, also where it is as small as 1e-20
def precision_elsewhere(recall, false_alarm_rate, share):
    false_alarms = false_alarm_rate * (1 - share)
    rings = recall * share + false_alarms
    if rings == 0:
        return float("nan")
    return 1 - false_alarms / rings


# %% task="running" kind="wrong" breaks="nor what becomes of the arrays afterwards"
# believed: an array that was put into a list stays what it was, even if its owner fills it anew
class Running:
    def __init__(self):
        self.truths, self.alarms = [], []

    def update(self, truth, alarm):
        if truth.shape != alarm.shape:
            raise ValueError("truth and alarm differ in length")
        self.truths.append(truth)
        self.alarms.append(alarm)

    def result(self):
        if not self.truths:
            return float("nan"), float("nan")
        rotten = np.concatenate([one == 1 for one in self.truths])
        rings = np.concatenate([one == 1 for one in self.alarms])
        hits = int((rotten & rings).sum())
        p = hits / int(rings.sum()) if rings.any() else float("nan")
        r = hits / int(rotten.sum()) if rotten.any() else float("nan")
        return p, r

    def reset(self):
        self.truths, self.alarms = [], []


# %% task="rare" kind="wrong" breaks="Which columns tell much is for the model to learn"
# believed: the last two columns tell nothing, as in `belt`, so the model need not look at them
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((6,))
    hidden = keras.layers.Dense(8, activation="relu")(inputs[:, :4])
    outputs = keras.layers.Dense(1, activation="sigmoid")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, float(cost_false_alarm / (cost_miss + cost_false_alarm))
