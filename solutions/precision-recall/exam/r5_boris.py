# %% task="four-boxes" kind="wrong" breaks="Returns (hits, false_alarms, misses, quiet) in a tuple or list"
# believed: four boxes always come in scikit-learn's order: true negatives, false positives, false negatives, true positives
def confusion(truth, alarm):
    truth, alarm = np.asarray(truth).astype(bool), np.asarray(alarm).astype(bool)
    if truth.shape != alarm.shape:
        raise ValueError(f"shapes differ: {truth.shape} and {alarm.shape}")
    tn = int((~truth & ~alarm).sum())
    fp = int((~truth & alarm).sum())
    fn = int((truth & ~alarm).sum())
    tp = int((truth & alarm).sum())
    return tn, fp, fn, tp


# %% task="shares" kind="wrong" breaks="If it never rings, it is NaN, whether any banana is rotten or not."
# believed: a machine that never rings where nothing is rotten has done all that can be done, so its precision is 1
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return float(((truth == 1) == (alarm == 1)).sum() / len(truth)) if len(truth) else float("nan")


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rings = int((alarm == 1).sum())
    if rings == 0:
        return float("nan") if (truth == 1).any() else 1.0
    return int(((truth == 1) & (alarm == 1)).sum()) / rings


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten = int((truth == 1).sum())
    if rotten == 0:
        return float("nan")
    return int(((truth == 1) & (alarm == 1)).sum()) / rotten


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
# believed: with just as many false alarms as hits, silence is already ahead (it is a tie)
def two_alarms(truth):
    rotten = truth == 1
    lazy = np.zeros(truth.shape, bool)
    useful = rotten.copy()
    good = np.flatnonzero(~rotten)
    useful[good[: rotten.sum()]] = True
    return lazy, useful


# %% task="curve" kind="wrong" breaks="nothing is smoothed, no point is added"
# believed: as the knob goes down precision can only fall, so at each recall the best precision further right is meant
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    thresholds = np.unique(scores)[::-1]
    rotten = truth == 1
    p, r = [], []
    for t in thresholds:
        rings = scores >= t
        hits = (rings & rotten).sum()
        p.append(hits / rings.sum())
        r.append(hits / rotten.sum())
    p = np.maximum.accumulate(np.array(p)[::-1])[::-1]
    return thresholds, p, np.array(r)


# %% task="threshold" kind="wrong" breaks="Scores need not be"
# believed: scores are probabilities, so a threshold of 1.01 rings at nothing
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    rotten = truth == 1

    def bill(t):
        rings = scores >= t
        return (rotten & ~rings).sum() * cost_miss + (~rotten & rings).sum() * cost_false_alarm

    return float(min([1.01, *np.unique(scores).tolist()], key=bill))


# %% task="elsewhere" kind="wrong" breaks="share of rotten ones among all bananas of that place"
# believed: both rates belong to the machine, so precision is recall over recall plus false alarms, in every orchard
def precision_elsewhere(recall, false_alarm_rate, share):
    ringing_good = false_alarm_rate * (share < 1)
    ringing_rotten = recall * (share > 0)
    if ringing_good + ringing_rotten == 0:
        return float("nan")
    return ringing_rotten / (ringing_rotten + ringing_good)


# %% task="running" kind="wrong" breaks="Each object counts for itself."
# believed: a list written under the class name belongs to each object by itself
class Running:
    counts = [0, 0, 0]  # hits, false alarms, misses

    def __init__(self):
        pass

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.counts[0] += int(((truth == 1) & (alarm == 1)).sum())
        self.counts[1] += int(((truth == 0) & (alarm == 1)).sum())
        self.counts[2] += int(((truth == 1) & (alarm == 0)).sum())

    def result(self):
        hits, false_alarms, misses = self.counts
        p = hits / (hits + false_alarms) if hits + false_alarms else float("nan")
        r = hits / (hits + misses) if hits + misses else float("nan")
        return p, r

    def reset(self):
        self.counts[:] = [0, 0, 0]


# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
# believed: a probability is turned into a yes or no at one half, whatever mistakes cost
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=20, verbose=0)
    return model, 0.5
