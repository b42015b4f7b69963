# %% task="four-boxes" kind="wrong" breaks="Each is a whole number, a Python int or a NumPy integer, and no float."
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("truth and alarm must be equally long")
    hits = (truth * alarm).sum()
    false_alarms = alarm.sum() - hits
    misses = truth.sum() - hits
    quiet = len(truth) - hits - false_alarms - misses
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    return np.mean(truth == alarm) if len(truth) else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    found = truth[alarm == 1]
    return found.mean() if len(found) else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    rung = alarm[truth == 1]
    return rung.mean() if len(rung) else np.nan


# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
def two_alarms(truth):
    rotten, good = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)
    found = max(1, len(rotten) // 2)
    useful = np.zeros(len(truth))
    useful[rotten[:found]] = 1
    useful[good[: found + 1]] = 1
    return np.zeros(len(truth)), useful


# %% task="curve" kind="wrong" breaks="that differ by very little are two scores."
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    order = np.argsort(scores)[::-1]
    s, t = scores[order], (truth[order] == 1).astype(int)
    last = np.append(np.flatnonzero(~np.isclose(s[1:], s[:-1], rtol=1e-10, atol=1e-12)), len(s) - 1)
    hits = t.cumsum()[last]
    return s[last], hits / (last + 1), hits / t.sum()


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    values = np.unique(scores).astype("float64")
    rotten, good = np.sort(scores[truth == 1]), np.sort(scores[truth == 0])
    misses = np.append(np.searchsorted(rotten, values.astype(scores.dtype)), len(rotten))
    false_alarms = np.append(len(good) - np.searchsorted(good, values.astype(scores.dtype)), 0)
    # stand in the middle between two neighbours
    knobs = np.concatenate([[-np.inf], (values[1:] + values[:-1]) / 2, [np.inf]])
    return float(knobs[np.argmin(misses * cost_miss + false_alarms * cost_false_alarm)])


# %% task="elsewhere" kind="wrong" breaks="five digits, however small it is."
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = float(recall) * float(share)
    noise = float(false_alarm_rate) * (1.0 - float(share))
    if hits == 0 and noise == 0:
        return float("nan")
    return hits / (hits + noise + 1e-12)


# %% task="running" kind="wrong" breaks="ValueError, and then nothing of that batch is counted."
class Running:
    def __init__(self):
        self.rotten = self.rings = self.hits = 0

    def update(self, truth, alarm):
        self.rotten += int(np.count_nonzero(truth))
        self.rings += int(np.count_nonzero(alarm))
        self.hits += sum(1 for t, a in zip(truth, alarm, strict=True) if t and a)

    def result(self):
        precision = self.hits / self.rings if self.rings else float("nan")
        recall = self.hits / self.rotten if self.rotten else float("nan")
        return precision, recall

    def reset(self):
        self.__init__()


# %% task="rare" kind="wrong" breaks="The validation rows may decide the threshold, and"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.03), "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, start_from_epoch=4,
                                         restore_best_weights=True)
    model.fit(x, y, batch_size=128, epochs=20, validation_data=(x_val, y_val), callbacks=[stop], verbose=0)
    return model, cost_false_alarm / (cost_miss + cost_false_alarm)
