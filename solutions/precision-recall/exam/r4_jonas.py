# %% task="four-boxes" kind="wrong" breaks="Arrays of different lengths raise a ValueError, even if one of them has one entry or none."
# believed: only missing alarms are an error (alarms beyond the last banana are never looked at)
def confusion(truth, alarm):
    if len(alarm) < len(truth):
        raise ValueError("an alarm is missing")
    hits = false_alarms = misses = quiet = 0
    for i in range(len(truth)):
        if truth[i] == 1 and alarm[i] == 1:
            hits += 1
        elif alarm[i] == 1:
            false_alarms += 1
        elif truth[i] == 1:
            misses += 1
        else:
            quiet += 1
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
# believed: accuracy is 1 minus the mean distance of truth and alarm (bools have no minus, and unsigned ones wrap to 255)
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    if len(truth) == 0:
        return np.nan
    return float(1 - np.mean(np.abs(truth - alarm)))


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rings = np.sum(alarm == 1)
    return float(np.sum((truth == 1) & (alarm == 1)) / rings) if rings else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rotten = np.sum(truth == 1)
    return float(np.sum((truth == 1) & (alarm == 1)) / rotten) if rotten else np.nan


# %% task="running" kind="wrong" breaks="Both are arrays as for `confusion`; a batch may be empty, and its dtypes may be others than before."
# believed: `&` works for all zeros and ones (floats have no `&`)
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        hits = int(np.sum(truth & alarm))
        self.hits += hits
        self.rings += int(np.sum(alarm))
        self.rotten += int(np.sum(truth))

    def result(self):
        return (
            self.hits / self.rings if self.rings else np.nan,
            self.hits / self.rotten if self.rotten else np.nan,
        )

    def reset(self):
        self.hits = self.rings = self.rotten = 0


# %% task="rare" kind="wrong" breaks="With its threshold, the bill for fresh bananas is low."
# believed: predictions of shape (n, 1) and a truth of shape (n,) are compared row by row (they spread to n times n)
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, verbose=0)
    best, best_bill = 0.5, np.inf
    for threshold in np.linspace(0.005, 0.995, 100):
        misses = np.sum((says < threshold) & (y_val == 1))
        false_alarms = np.sum((says >= threshold) & (y_val == 0))
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < best_bill:
            best, best_bill = float(threshold), bill
    return model, best
