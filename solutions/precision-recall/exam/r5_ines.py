# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    # first look whether both have the same number of bananas
    if len(truth) != len(alarm):
        raise ValueError("There must be one alarm for each banana.")
    hits = 0
    false_alarms = 0
    misses = 0
    quiet = 0
    for i in range(len(truth)):
        if truth[i] == 1:
            if alarm[i] == 1:
                hits = hits + 1
            else:
                misses = misses + 1
        else:
            if alarm[i] == 1:
                false_alarms = false_alarms + 1
            else:
                quiet = quiet + 1
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="floats are not rounded"
# believed: three digits are asked for, since the examples show three
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("There must be one alarm for each banana.")
    if len(truth) == 0:
        return np.nan
    right = 0
    for i in range(len(truth)):
        if truth[i] == alarm[i]:
            right = right + 1
    return round(right / len(truth), 3)


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("There must be one alarm for each banana.")
    rang = 0
    hits = 0
    for i in range(len(truth)):
        if alarm[i] == 1:
            rang = rang + 1
            if truth[i] == 1:
                hits = hits + 1
    if rang == 0:
        return np.nan
    return round(hits / rang, 3)


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("There must be one alarm for each banana.")
    rotten = 0
    hits = 0
    for i in range(len(truth)):
        if truth[i] == 1:
            rotten = rotten + 1
            if alarm[i] == 1:
                hits = hits + 1
    if rotten == 0:
        return np.nan
    return round(hits / rotten, 3)


# %% task="flattering" kind="right"
def two_alarms(truth):
    n = len(truth)
    # the lazy machine never rings
    lazy = np.zeros(n)
    # the useful one rings at each rotten banana ...
    useful = np.zeros(n)
    rotten = 0
    for i in range(n):
        if truth[i] == 1:
            useful[i] = 1
            rotten = rotten + 1
    # ... and at one good banana more than there are rotten ones
    mistakes = 0
    for i in range(n):
        if truth[i] == 0 and mistakes < rotten + 1:
            useful[i] = 1
            mistakes = mistakes + 1
    return lazy, useful


# %% task="curve" kind="right"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("There must be one score for each banana.")
    pairs = []
    for i in range(len(truth)):
        pairs.append((scores[i].item(), int(truth[i])))
    pairs.sort(reverse=True)
    all_rotten = 0
    for score, rotten in pairs:
        all_rotten = all_rotten + rotten
    thresholds = []
    precisions = []
    recalls = []
    hits = 0
    for i in range(len(pairs)):
        score, rotten = pairs[i]
        hits = hits + rotten
        # a point only where the next banana has another score
        if i == len(pairs) - 1 or pairs[i + 1][0] != score:
            thresholds.append(score)
            precisions.append(hits / (i + 1))
            recalls.append(hits / all_rotten)
    return np.array(thresholds), np.array(precisions), np.array(recalls)


# %% task="threshold" kind="wrong" breaks="The result may be infinite, but not NaN."
# believed: without a rotten banana no threshold can be chosen, so the answer is NaN, as for recall
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("There must be one score for each banana.")
    if not (truth == 1).any():
        return np.nan
    best = np.inf
    best_bill = (truth == 1).sum() * cost_miss
    for t in np.unique(scores):
        rings = scores >= t
        misses = ((truth == 1) & ~rings).sum()
        false_alarms = ((truth == 0) & rings).sum()
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < best_bill:
            best_bill = bill
            best = float(t)
    return best


# %% task="running" kind="wrong" breaks="NaN where there is nothing to"
# believed: Keras's metrics say NaN, too, where there is nothing to divide by (they say 0)
class Running:
    def __init__(self):
        self.precision = keras.metrics.Precision()
        self.recall = keras.metrics.Recall()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("There must be one alarm for each banana.")
        if len(truth) == 0:
            return
        truth = truth.astype("float32")
        alarm = alarm.astype("float32")
        self.precision.update_state(truth, alarm)
        self.recall.update_state(truth, alarm)

    def result(self):
        return float(self.precision.result()), float(self.recall.result())

    def reset(self):
        self.precision.reset_state()
        self.recall.reset_state()
