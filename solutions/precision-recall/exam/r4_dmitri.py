# %% task="four-boxes" kind="wrong" breaks="the number of bananas in each box"
# believed: bincount gives a place to every box (boxes above the highest one that occurs are left out)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    box = 2 * truth.astype(int) + alarm.astype(int)
    quiet, false_alarms, misses, hits = np.bincount(box)
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="Arrays of different lengths raise a ValueError, in all three."
# believed: NumPy refuses a mask of the wrong length with a ValueError (it is an IndexError)
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return float(np.mean(truth == alarm))


def precision(truth, alarm):
    return float(np.mean(truth[alarm == 1] == 1))


def recall(truth, alarm):
    return float(np.mean(alarm[truth == 1] == 1))


# %% task="flattering" kind="wrong" breaks="All of this is true:"
# believed: false alarms drawn by chance at three good bananas in ten are always more than the hits (that holds on average, not on each belt)
def two_alarms(truth):
    rng = np.random.default_rng(0)
    lazy = np.zeros(len(truth), int)
    useful = np.where(truth == 1, 1, rng.random(len(truth)) < 0.3).astype(int)
    return lazy, useful


# %% task="curve" kind="wrong" breaks="thresholds: the different scores, exactly as they are, each once, from high to low"
# believed: scores may be turned into float32 first, as Keras does (nearby scores fall together)
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    scores = np.asarray(scores, dtype="float32")
    order = np.argsort(scores, kind="stable")[::-1]
    ranked = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last = np.append(ranked[1:] != ranked[:-1], True)
    rings = np.arange(1, len(ranked) + 1)
    return ranked[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill on these rows."
# believed: a grid of a thousand thresholds from the lowest score to above the highest is fine enough
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    grid = np.linspace(float(scores.min()), float(scores.max()) + 1, 1000)
    bills = []
    for threshold in grid:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(grid[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="All three are numbers from 0 to 1, ints or floats, both ends included."
# believed: one may always divide by the rate of false alarms (a machine without false alarms raises ZeroDivisionError)
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 1:
        return 1.0 if recall > 0 else float("nan")
    odds = share / (1 - share) * (recall / false_alarm_rate)
    return odds / (1 + odds)


# %% task="running" kind="wrong" breaks="nor what becomes of the arrays afterwards"
# believed: appending an array to a list keeps its values of now (it keeps the array itself)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        self.truths.append(truth)
        self.alarms.append(alarm)

    def result(self):
        hits = rings = rotten = 0
        for truth, alarm in zip(self.truths, self.alarms):
            hits += int(np.sum((truth == 1) & (alarm == 1)))
            rings += int(np.sum(alarm == 1))
            rotten += int(np.sum(truth == 1))
        return hits / rings if rings else np.nan, hits / rotten if rotten else np.nan

    def reset(self):
        self.truths = []
        self.alarms = []


# %% task="rare" kind="wrong" breaks="The validation rows may decide the threshold, and nothing else."
# believed: early stopping on the validation rows is no learning from them (they choose the epoch, and the weights)
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
    model.fit(x, y, batch_size=128, epochs=20, validation_data=(x_val, y_val), callbacks=[stop], verbose=0)
    says = model.predict(x_val, verbose=0)[:, 0]
    candidates = np.append(np.unique(says), np.inf)
    bills = [
        cost_miss * np.sum((y_val == 1) & (says < t)) + cost_false_alarm * np.sum((y_val == 0) & (says >= t))
        for t in candidates
    ]
    return model, float(candidates[np.argmin(bills)])
