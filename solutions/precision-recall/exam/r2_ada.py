# %% task="four-boxes" kind="wrong" breaks="even if one of them has one entry or none"
def confusion(truth, alarm):
    # NumPy stretches arrays of length 1 without a word; the rest it refuses by itself
    if 1 in (truth.size, alarm.size) and max(truth.size, alarm.size) > 1:
        raise ValueError("different lengths")
    rotten, rings = truth == 1, alarm == 1
    boxes = rotten & rings, ~rotten & rings, rotten & ~rings, ~rotten & ~rings
    return tuple(int(box.sum()) for box in boxes)


# %% task="shares" kind="wrong" breaks="raise a ValueError, in all three."
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return float(np.mean((truth != 0) == (alarm != 0)))


def precision(truth, alarm):
    return float(np.mean((truth != 0)[alarm != 0]))


def recall(truth, alarm):
    return float(np.mean((alarm != 0)[truth != 0]))


# %% task="flattering" kind="right"
def two_alarms(truth):
    good, k = truth == 0, np.count_nonzero(truth)
    return np.zeros(len(truth), bool), ~good | (good & (np.cumsum(good) <= k + 1))


# %% task="curve" kind="wrong" breaks="nothing is smoothed"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    thresholds, which = np.unique(scores, return_inverse=True)
    rotten = np.bincount(which, weights=truth != 0)[::-1].cumsum()
    rings = np.bincount(which)[::-1].cumsum()
    precision = np.maximum.accumulate((rotten / rings)[::-1])[::-1]
    return thresholds[::-1].copy(), precision, rotten / rotten[-1]


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    class Machine:
        def __init__(self, threshold):
            self.threshold = threshold

        def bill(self):
            total = 0
            for rotten, score in zip(truth.tolist(), scores.tolist()):
                if rotten and not score >= self.threshold:
                    total += cost_miss
                if not rotten and score >= self.threshold:
                    total += cost_false_alarm
            return total

        def __lt__(self, other):
            return self.bill() < other.bill()

    if len(truth) != len(scores):
        raise ValueError("different lengths")
    cost_miss, cost_false_alarm = float(cost_miss), float(cost_false_alarm)
    if len(scores) > 300:
        # too slow for long belts: count there
        order = np.argsort(scores, kind="stable")
        rotten = truth[order] != 0
        below = np.concatenate([[0], np.cumsum(rotten)])
        above = np.concatenate([np.cumsum(~rotten[::-1])[::-1], [0]])
        ordered = scores[order].astype("float64")
        allowed = np.concatenate([[True], ordered[1:] != ordered[:-1], [True]])
        bills = np.where(allowed, below * cost_miss + above * cost_false_alarm, np.inf)
        return float(np.concatenate([ordered, [np.inf]])[np.argmin(bills)])
    return min(Machine(t) for t in [*map(float, scores.tolist()), float("inf")]).threshold


# %% task="elsewhere" kind="wrong" breaks="small as 1e-100"
def precision_elsewhere(recall, false_alarm_rate, share):
    recall, false_alarm_rate, share = np.float32(recall), np.float32(false_alarm_rate), np.float32(share)
    right = recall * share
    return float(right / (right + false_alarm_rate * (1 - share)))


# %% task="running" kind="right"
class Running:
    def __init__(self): self.c = np.zeros((2, 2), "int64")

    def update(self, truth, alarm):
        if truth.shape != alarm.shape: raise ValueError(truth.shape, alarm.shape)
        np.add.at(self.c, (truth.astype("int8"), alarm.astype("int8")), 1)

    def result(self):
        with np.errstate(invalid="ignore"):
            return tuple(self.c[1, 1] / self.c.sum(axis)[1] for axis in (0, 1))

    def reset(self): self.c[...] = 0


# %% task="rare" kind="wrong" breaks="in another order, the same for all rows."
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    # two hills of the same width: the log odds are a straight line, and belt tells which
    shift = np.array([1.2, 0.9, 0.6, 0.4, 0.0, 0.0])
    share = float(np.mean(y))
    model.set_weights([shift.reshape(6, 1), np.array([np.log(share / (1 - share)) - shift @ shift / 2])])
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
