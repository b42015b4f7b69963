# %% task="four-boxes" kind="filler"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    return (
        int(np.sum(rotten & rings)),
        int(np.sum(~rotten & rings)),
        int(np.sum(rotten & ~rings)),
        int(np.sum(~rotten & ~rings)),
    )


# %% task="curve" kind="filler"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    order = np.argsort(scores, kind="stable")[::-1]
    ranked = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last = np.append(ranked[1:] != ranked[:-1], True)
    rings = np.arange(1, len(ranked) + 1)
    return ranked[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="wrong" breaks="but all bananas may be good, or all rotten"
# believed: the misses can be had from recall on every belt (where all are good, recall is NaN, and argmin picks the NaN)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    rotten = np.sum(truth == 1)
    thresholds, _, recalls = curve(truth, scores)
    misses = np.round((1 - recalls) * rotten)
    false_alarms = np.array([np.sum((truth == 0) & (scores >= t)) for t in thresholds])
    bills = misses * cost_miss + false_alarms * cost_false_alarm
    bills = np.append(bills, rotten * cost_miss)
    thresholds = np.append(thresholds, np.inf)
    return float(thresholds[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="exact to five digits, however small it is"
# believed: a tiny floor under the denominator guards against 0 / 0 and changes nothing else
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    rings = hits + false_alarm_rate * (1 - share)
    if rings == 0:
        return float("nan")
    return hits / max(rings, 1e-12)


# %% task="running" kind="wrong" breaks="forgets all batches"
# believed: `self = Running()` puts a new object in the place of the old one (it only renames within the method)
class Running:
    def __init__(self):
        self.hits = 0
        self.false_alarms = 0
        self.misses = 0

    def update(self, truth, alarm):
        hits, false_alarms, misses, _ = confusion(truth, alarm)
        self.hits += hits
        self.false_alarms += false_alarms
        self.misses += misses

    def result(self):
        rings = self.hits + self.false_alarms
        rotten = self.hits + self.misses
        return self.hits / rings if rings else np.nan, self.hits / rotten if rotten else np.nan

    def reset(self):
        self = Running()


# %% task="rare" kind="wrong" breaks="The probabilities can be taken at their word: over many fresh bananas they add up to about the number of rotten ones."
# believed: the costs belong into the training, as class weights, and then one half is the cheapest threshold
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    weights = {0: 1.0, 1: float(cost_miss / cost_false_alarm)}
    model.fit(x, y, batch_size=256, epochs=15, class_weight=weights, verbose=0)
    return model, 0.5
