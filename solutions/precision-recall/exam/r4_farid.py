# %% task="four-boxes" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
# believed: True + True is 2 in arrays, too (bool arrays add up to True)
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    both = truth + alarm
    hits = int(np.sum(both == 2))
    quiet = int(np.sum(both == 0))
    false_alarms = int(np.sum(alarm == 1)) - hits
    misses = int(np.sum(truth == 1)) - hits
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="Arrays of different lengths raise a ValueError, in all three."
# believed: NumPy itself refuses arrays of different lengths (one entry is compared with all)
def accuracy(truth, alarm):
    return float(np.mean(truth == alarm))


def precision(truth, alarm):
    rings = np.sum(alarm == 1)
    hits = np.sum((truth == 1) & (alarm == 1))
    return float(hits / rings) if rings else np.nan


def recall(truth, alarm):
    rotten = np.sum(truth == 1)
    hits = np.sum((truth == 1) & (alarm == 1))
    return float(hits / rotten) if rotten else np.nan


# %% task="flattering" kind="wrong" breaks="and yet the accuracy of `lazy` is above that of `useful`"
# believed: each rotten banana has two good neighbours of its own (rotten ones may lie side by side)
def two_alarms(truth):
    rotten = truth == 1
    lazy = np.zeros(len(truth), bool)
    useful = rotten | np.roll(rotten, 1) | np.roll(rotten, -1)
    return lazy, useful


# %% task="curve" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
# believed: indexing by the order of the scores fails of itself if the lengths differ (a longer truth is cut without a word)
def curve(truth, scores):
    order = np.argsort(scores, kind="stable")[::-1]
    ranked = scores[order]
    hits = np.cumsum(truth[order] == 1)
    last = np.append(ranked[1:] != ranked[:-1], True)
    rings = np.arange(1, len(ranked) + 1)
    return ranked[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="wrong" breaks="Arrays of different lengths raise a ValueError."
# believed: the comparisons of NumPy check the lengths (an array of one entry fits any other)
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    candidates = np.append(np.unique(scores), np.inf)
    bills = []
    for threshold in candidates:
        misses = np.sum((truth == 1) & (scores < threshold))
        false_alarms = np.sum((truth == 0) & (scores >= threshold))
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])


# %% task="elsewhere" kind="wrong" breaks="exact to five digits, however small it is"
# believed: five digits are five places after the point, so the result may be rounded to them
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    rings = hits + false_alarm_rate * (1 - share)
    if rings == 0:
        return float("nan")
    return round(hits / rings, 5)


# %% task="running" kind="wrong" breaks="Arrays of different lengths raise a ValueError"
# believed: arrays that do not fit make an error by themselves (one entry fits any length)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        hits = int(np.sum((truth == 1) & (alarm == 1)))
        self.hits += hits
        self.rings += int(np.sum(alarm == 1))
        self.rotten += int(np.sum(truth == 1))

    def result(self):
        return (
            self.hits / self.rings if self.rings else np.nan,
            self.hits / self.rotten if self.rotten else np.nan,
        )

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="Which columns tell much is for the model to learn"
# believed: the columns that tell something are the first four, as in `belt`
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    rows = keras.Input((6,))
    out = keras.layers.Dense(1, activation="sigmoid")(rows[:, :4])
    model = keras.Model(rows, out)
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
