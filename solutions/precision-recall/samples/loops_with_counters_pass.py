# /// sample
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    """Look at one banana after the other."""
    if len(truth) != len(alarm):
        raise ValueError("as many alarms as bananas, please")
    box = {(1, 1): 0, (0, 1): 0, (1, 0): 0, (0, 0): 0}
    for rotten, rings in zip(truth.tolist(), alarm.tolist()):
        box[int(rotten), int(rings)] += 1
    return list(box.values())

# %% task="shares"
def accuracy(truth, alarm):
    hits, false_alarms, misses, quiet = confusion(truth, alarm)
    try:
        return (hits + quiet) / (hits + false_alarms + misses + quiet)
    except ZeroDivisionError:
        return float("nan")


def precision(truth, alarm):
    hits, false_alarms, _, _ = confusion(truth, alarm)
    try:
        return hits / (hits + false_alarms)
    except ZeroDivisionError:
        return float("nan")


def recall(truth, alarm):
    return precision(alarm, truth)

# %% task="flattering"
def two_alarms(truth):
    """Both lazy and useful begin silent; the useful one finds all, and then rings at good ones in turn."""
    lazy, useful = [0.0] * len(truth), [float(one) for one in truth]
    wrong = int(sum(useful)) + 1
    for place in reversed(range(len(truth))):
        if wrong and not useful[place]:
            useful[place] = 1.0
            wrong -= 1
    return [np.array(lazy), np.array(useful)]

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("as many scores as bananas, please")
    rotten_at, good_at = {}, {}
    for rotten, score in zip(truth.tolist(), scores.tolist()):
        found = rotten_at if rotten else good_at
        found[score] = found.get(score, 0) + 1
    thresholds, p, r = [], [], []
    hits = rings = 0
    for score in sorted({**rotten_at, **good_at}, reverse=True):
        hits += rotten_at.get(score, 0)
        rings += rotten_at.get(score, 0) + good_at.get(score, 0)
        thresholds.append(score)
        p.append(hits / rings)
        r.append(hits / sum(rotten_at.values()))
    return np.array(thresholds, float), np.array(p), np.array(r)

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    """Begin with silence, turn the knob down, and keep the cheapest place."""
    if len(truth) != len(scores):
        raise ValueError("as many scores as bananas, please")
    rows = sorted(zip(scores.tolist(), truth.tolist()), reverse=True)
    misses, false_alarms = sum(rotten for _, rotten in rows), 0
    best, lowest = np.inf, misses * cost_miss
    for place, (score, rotten) in enumerate(rows):
        misses -= rotten
        false_alarms += not rotten
        last = place + 1 == len(rows) or rows[place + 1][0] != score
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if last and bill <= lowest:
            best, lowest = score, bill
    return best


# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    """By the odds: how many good ones ring for each rotten one that rings."""
    if share * recall == 0:
        return 0.0 if (1 - share) * false_alarm_rate > 0 else np.nan
    return 1 / (1 + (1 - share) / share * false_alarm_rate / recall)

# %% task="running"
class Running:
    """Keeps all bananas, and asks the functions above."""

    def __init__(self):
        self.truth, self.alarm = [], []

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("as many alarms as bananas, please")
        self.truth.extend(truth.tolist())
        self.alarm.extend(alarm.tolist())
        return self

    def result(self):
        truth, alarm = np.array(self.truth, float), np.array(self.alarm, float)
        return [precision(truth, alarm), recall(truth, alarm)]

    reset = __init__

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """Two layers, and the threshold by its formula: the probabilities can be taken at their word."""
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((6,))
    hidden = keras.layers.Dense(8, "relu")(keras.layers.BatchNormalization(scale=False)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(hidden))
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=12, verbose=0)
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
