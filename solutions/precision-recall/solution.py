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
def masks(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError(f"{len(truth)} bananas, but {len(alarm)} alarms.")
    return truth != 0, alarm != 0


def share_of(mask):
    # Of nothing there is no share.
    return float(mask.mean()) if mask.size else float("nan")


def accuracy(truth, alarm):
    rotten, rings = masks(truth, alarm)
    return share_of(rotten == rings)


def precision(truth, alarm):
    rotten, rings = masks(truth, alarm)
    return share_of(rotten[rings])


def recall(truth, alarm):
    rotten, rings = masks(truth, alarm)
    return share_of(rings[rotten])

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
        if len(truth) != len(alarm):
            raise ValueError(f"{len(truth)} bananas, but {len(alarm)} alarms.")
        rotten, rings = truth != 0, alarm != 0
        self.hits += int((rotten & rings).sum())
        self.alarms += int(rings.sum())
        self.rotten += int(rotten.sum())

    def result(self):
        nan = float("nan")
        return (
            self.hits / self.alarms if self.alarms else nan,
            self.hits / self.rotten if self.rotten else nan,
        )

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    # No weights, no copies: then the probabilities mean what they say.
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    # The bill moves the knob, on rows that the model has not seen.
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    knobs = np.append(np.unique(says), np.inf)
    misses = np.array([y_val[says < knob].sum() for knob in knobs])
    false_alarms = np.array([(says >= knob).sum() for knob in knobs]) - (y_val.sum() - misses)
    bills = misses * cost_miss + false_alarms * cost_false_alarm
    return model, float(knobs[bills.argmin()])
