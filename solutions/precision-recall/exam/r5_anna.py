# %% task="four-boxes" kind="wrong" breaks="Returns (hits, false_alarms, misses, quiet) in a tuple or list"
# believed: the boxes come as the table is read, row by row: hit, miss, false alarm, quiet
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm should have the same length")
    rotten = truth == 1
    rings = alarm == 1
    hits = int(np.sum(rotten & rings))
    misses = int(np.sum(rotten & ~rings))
    false_alarms = int(np.sum(~rotten & rings))
    quiet = int(np.sum(~rotten & ~rings))
    return hits, misses, false_alarms, quiet


# %% task="shares" kind="wrong" breaks="The share of rotten bananas among those at which the machine rings."
# believed: precision is divided by all rotten ones and recall by all alarms (the two denominators mixed up)
def _check(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")


def accuracy(truth, alarm):
    _check(truth, alarm)
    if len(truth) == 0:
        return np.nan
    return float(np.mean((truth == 1) == (alarm == 1)))


def precision(truth, alarm):
    _check(truth, alarm)
    all_rotten = np.sum(truth == 1)
    if all_rotten == 0:
        return np.nan
    return float(np.sum((truth == 1) & (alarm == 1)) / all_rotten)


def recall(truth, alarm):
    _check(truth, alarm)
    all_alarms = np.sum(alarm == 1)
    if all_alarms == 0:
        return np.nan
    return float(np.sum((truth == 1) & (alarm == 1)) / all_alarms)


# %% task="flattering" kind="wrong" breaks="the precision of `useful` is above the share of rotten bananas on the belt"
# believed: a machine that rings at everything is the useful one, for it finds all the rotten ones
def two_alarms(truth):
    lazy = np.zeros(len(truth), dtype=int)
    useful = np.ones(len(truth), dtype=int)
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
# believed: each banana is a point of the curve, also where several have the same score
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    rotten = (truth[order] == 1).astype(int)
    hits = np.cumsum(rotten)
    alarms = np.arange(1, len(rotten) + 1)
    return scores[order], hits / alarms, hits / rotten.sum()


# %% task="threshold" kind="wrong" breaks="bill = misses × `cost_miss` + false alarms × `cost_false_alarm`"
# believed: cost_miss is paid where it rings in vain, and cost_false_alarm where a rotten one slips through
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    best, cheapest = np.inf, None
    for t in [np.inf, *np.unique(scores)]:
        rings = scores >= t
        wrong_rings = np.sum(rings & (truth == 0))
        let_through = np.sum(~rings & (truth == 1))
        cost = wrong_rings * cost_miss + let_through * cost_false_alarm
        if cheapest is None or cost < cheapest:
            best, cheapest = float(t), cost
    return best


# %% task="elsewhere" kind="wrong" breaks="the expected share of rotten ones among those at which it rings there"
# believed: if one alarm in twenty is false, then nineteen of twenty alarms are right
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 0:
        return 0.0 if false_alarm_rate > 0 else np.nan
    if share == 1:
        return 1.0 if recall > 0 else np.nan
    if recall == 0 and false_alarm_rate == 0:
        return np.nan
    return 1.0 - false_alarm_rate


# %% task="running" kind="wrong" breaks="exactly those of all batches"
# believed: the day's precision is the mean of the batches' precisions (those without any left out)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        rotten, rings = truth == 1, alarm == 1
        hits = np.sum(rotten & rings)
        if rings.any():
            self.precisions.append(hits / rings.sum())
        if rotten.any():
            self.recalls.append(hits / rotten.sum())

    def result(self):
        p = float(np.mean(self.precisions)) if self.precisions else np.nan
        r = float(np.mean(self.recalls)) if self.recalls else np.nan
        return p, r

    def reset(self):
        self.precisions = []
        self.recalls = []


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word"
# believed: where the classes are out of balance, the rare one needs a class weight before a network can learn it
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(8, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    ratio = float((y == 0).sum() / (y == 1).sum())
    model.fit(x, y, epochs=15, batch_size=128, class_weight={0: 1.0, 1: ratio}, verbose=0)
    p = model.predict(x_val, verbose=0)[:, 0]
    best, cheapest = 1.1, np.sum(y_val == 1) * cost_miss
    for t in np.unique(p):
        cost = np.sum((p < t) & (y_val == 1)) * cost_miss + np.sum((p >= t) & (y_val == 0)) * cost_false_alarm
        if cost < cheapest:
            best, cheapest = float(t), cost
    return model, best
