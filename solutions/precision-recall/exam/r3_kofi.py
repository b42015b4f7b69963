# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    hits = false_alarms = misses = quiet = 0
    for is_rotten, rings in zip(truth, alarm, strict=True):
        if is_rotten == 1:
            if rings == 1:
                hits += 1
            else:
                misses += 1
        elif rings == 1:
            false_alarms += 1
        else:
            quiet += 1
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="right"
class _Boxes:
    def __init__(self, truth, alarm):
        if np.shape(truth) != np.shape(alarm):
            raise ValueError("a banana without an alarm, or an alarm without a banana")
        t, a = np.asarray(truth, bool), np.asarray(alarm, bool)
        self.n = t.size
        self.right = np.count_nonzero(t == a)
        self.rotten = np.count_nonzero(t)
        self.rings = np.count_nonzero(a)
        self.hits = np.count_nonzero(t & a)

    def share(self, part, whole):
        try:
            return int(getattr(self, part)) / int(getattr(self, whole))
        except ZeroDivisionError:
            return np.nan


def accuracy(truth, alarm):
    return _Boxes(truth, alarm).share("right", "n")


def precision(truth, alarm):
    return _Boxes(truth, alarm).share("hits", "rings")


def recall(truth, alarm):
    return _Boxes(truth, alarm).share("hits", "rotten")


# %% task="flattering" kind="right"
def two_alarms(truth):
    n = len(truth)
    wanted = -(-3 * n // 10)
    useful = []
    for banana in truth.tolist():
        if banana == 1:
            useful.append(1.0)
        elif wanted > 0:
            useful.append(1.0)
            wanted -= 1
        else:
            useful.append(0.0)
    return [np.array([0.0] * n), np.array(useful)]


# %% task="curve" kind="right"
def curve(truth, scores):
    from bisect import bisect_left

    if len(truth) != len(scores):
        raise ValueError(f"{len(truth)} bananas, {len(scores)} scores")
    everyone = sorted(scores.tolist())
    rotten = sorted(score for score, bad in zip(scores.tolist(), truth.tolist()) if bad)
    thresholds = sorted(set(everyone), reverse=True)
    precisions, recalls = [], []
    for threshold in thresholds:
        rings = len(everyone) - bisect_left(everyone, threshold)
        hits = len(rotten) - bisect_left(rotten, threshold)
        precisions.append(hits / rings)
        recalls.append(hits / len(rotten))
    return np.array(thresholds), np.array(precisions), np.array(recalls)


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    from fractions import Fraction

    if len(truth) != len(scores):
        raise ValueError("lengths differ")

    def exact(cost):
        return Fraction(cost.item() if hasattr(cost, "item") else cost)

    per_miss, per_false_alarm = exact(cost_miss), exact(cost_false_alarm)
    rows = sorted(zip(scores.tolist(), truth.tolist()), reverse=True)
    misses, false_alarms = sum(1 for _, bad in rows if bad), 0
    best, smallest = float("inf"), misses * per_miss
    for place, (score, bad) in enumerate(rows):
        if bad:
            misses -= 1
        else:
            false_alarms += 1
        if place + 1 < len(rows) and rows[place + 1][0] == score:
            continue  # the knob cannot stand between two equal scores
        bill = misses * per_miss + false_alarms * per_false_alarm
        if bill < smallest:
            best, smallest = float(score), bill
    return best


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    for_it = float(recall) * float(share)
    against_it = float(false_alarm_rate) * (1.0 - float(share))
    if for_it == 0.0:
        return np.nan if against_it == 0.0 else 0.0
    return 1.0 / (1.0 + against_it / for_it)


# %% task="running" kind="right"
class Running:
    def __init__(self):
        self.boxes = np.zeros(4, np.int64)

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError(f"{len(truth)} is not {len(alarm)}")
        code = 2 * truth.astype(np.int64) + alarm.astype(np.int64)
        self.boxes = self.boxes + np.bincount(code, minlength=4)

    def result(self):
        _, false_alarms, misses, hits = self.boxes.tolist()
        answer = []
        for whole in (hits + false_alarms, hits + misses):
            answer.append(hits / whole if whole else np.nan)
        return answer

    def reset(self):
        self.boxes = np.zeros(4, np.int64)


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """Train with weights, take the weights out of the bias again, and let the validation rows choose."""
    keras.utils.set_random_seed(seed)
    entrance = keras.Input((6,))
    last = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Model(entrance, last(entrance))
    weight = 8.0
    model.compile(keras.optimizers.Adam(0.03), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=12, sample_weight=np.where(y == 1, weight, 1.0), verbose=0)
    model.optimizer.learning_rate = 0.003
    model.fit(x, y, batch_size=128, epochs=6, sample_weight=np.where(y == 1, weight, 1.0), verbose=0)
    kernel, bias = last.get_weights()
    last.set_weights([kernel, bias - np.log(weight).astype("float32")])

    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0].astype("float64")
    order = np.argsort(says)
    rotten = (np.asarray(y_val)[order] == 1).astype(int)
    misses = np.append(0, np.cumsum(rotten))
    false_alarms = (1 - rotten).sum() - np.append(0, np.cumsum(1 - rotten))
    bills = misses * float(cost_miss) + false_alarms * float(cost_false_alarm)
    place = int(np.argmin(bills))
    threshold = says[order][place] if place < len(says) else np.inf
    return model, float(threshold)
