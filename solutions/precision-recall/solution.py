# Our own answer, cell by cell; the notebook around it is `exercises/precision-recall/notebook.py`.

# %% task="four-boxes"
def confusion(truth, alarm):
    # NumPy would stretch an array of length 1.
    if len(truth) != len(alarm):
        raise ValueError(f"{len(truth)} bananas, but {len(alarm)} alarms.")
    rotten, rings = truth != 0, alarm != 0
    hits, false_alarms = int((rotten & rings).sum()), int((~rotten & rings).sum())
    return hits, false_alarms, int(rotten.sum()) - hits, int((~rotten).sum()) - false_alarms

# %% task="shares"
def share_of(part, whole):
    # Of nothing there is no share.
    return part / whole if whole else float("nan")


def accuracy(truth, alarm):
    hits, _, _, quiet = confusion(truth, alarm)
    return share_of(hits + quiet, len(truth))


def precision(truth, alarm):
    hits, false_alarms, _, _ = confusion(truth, alarm)
    return share_of(hits, hits + false_alarms)


def recall(truth, alarm):
    hits, _, misses, _ = confusion(truth, alarm)
    return share_of(hits, hits + misses)

# %% task="flattering"
def two_alarms(truth):
    # All rotten ones and one false alarm more than that: more bells are wrong than right.
    useful = truth != 0
    good = np.flatnonzero(~useful)
    wrong = good[: len(truth) - len(good) + 1]
    useful[wrong] = True
    return np.zeros(len(truth), bool), useful

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError(f"{len(truth)} bananas, but {len(scores)} scores.")
    # `np.unique` sorts upwards, and says for each row which score it has.
    different, place = np.unique(scores, return_inverse=True)
    rotten = np.bincount(place, weights=truth != 0)[::-1]
    alarms = np.cumsum(np.bincount(place)[::-1])
    hits = np.cumsum(rotten)
    return different[::-1].copy(), hits / alarms, hits / hits[-1]

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError(f"{len(truth)} bananas, but {len(scores)} scores.")
    # Equal scores ring together: one candidate for each score, and one at which it never rings.
    different, place = np.unique(scores, return_inverse=True)
    rotten = np.bincount(place, weights=truth != 0)
    good = np.bincount(place) - rotten
    misses = np.append(0, np.cumsum(rotten))
    false_alarms = good.sum() - np.append(0, np.cumsum(good))
    bills = misses * cost_miss + false_alarms * cost_false_alarm
    return float([*different, np.inf][np.argmin(bills)])

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    # Of all bananas: those that ring rightly, and those that ring at all.
    right = share * recall
    rings = right + (1 - share) * false_alarm_rate
    return right / rings if rings else float("nan")

# %% task="running"
class Running:
    # Counts can be added; the division waits until somebody asks.
    def __init__(self):
        self.reset()

    def reset(self):
        self.hits = self.alarms = self.rotten = 0

    def update(self, truth, alarm):
        hits, false_alarms, misses, _ = confusion(truth, alarm)
        self.hits += hits
        self.alarms += hits + false_alarms
        self.rotten += hits + misses

    def result(self):
        return share_of(self.hits, self.alarms), share_of(self.hits, self.rotten)

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    # No weights, no copies: then the probabilities mean what they say. The bill moves the knob.
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=20, verbose=0)
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    return model, choose_threshold(y_val, says, cost_miss, cost_false_alarm)
