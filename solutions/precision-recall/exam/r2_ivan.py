# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError
    t, a = (set(np.flatnonzero(one).tolist()) for one in (truth, alarm))
    return len(t & a), len(a - t), len(t - a), truth.size - len(t | a)


# %% task="flattering" kind="wrong" breaks="the recall of `useful` is at least 0.5"
def two_alarms(truth):
    rotten, good = np.flatnonzero(truth != 0), np.flatnonzero(truth == 0)
    found = max(1, len(rotten) // 2)
    lazy, useful = np.zeros((2, len(truth)), dtype=bool)
    useful[rotten[:found]] = True
    # the missed ones are mistakes of both machines
    useful[good[: found + 1]] = True
    return lazy, useful


# %% task="curve" kind="wrong" breaks="or integers of any dtype"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("different lengths")
    order = np.argsort(-scores, kind="stable")
    ordered, hits = scores[order], np.cumsum(truth[order] == 1)
    last = np.append(ordered[1:] != ordered[:-1], True)
    rings = np.arange(1, len(scores) + 1)
    return ordered[last], (hits / rings)[last], (hits / hits[-1])[last]


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape:
        raise ValueError
    r, g = np.sort(scores[truth != 0]), np.sort(scores[truth == 0])
    # a knob at a good banana's score may as well stand at the next rotten one's above it
    cost_miss, cost_false_alarm = float(cost_miss), float(cost_false_alarm)
    bills = [cost_miss * int(np.searchsorted(r, t)) + cost_false_alarm * (len(g) - int(np.searchsorted(g, t))) for t in r]
    bills.append(cost_miss * len(r))
    return float([*r, np.inf][bills.index(min(bills))])


# %% task="elsewhere" kind="wrong" breaks="both ends included"
def precision_elsewhere(recall, false_alarm_rate, share):
    if share == 1:
        return 1.0                               # all are rotten: no alarm can be false
    hits, false_alarms = recall * share, false_alarm_rate * (1 - share)
    return hits / (hits + false_alarms) if hits + false_alarms > 0 else float("nan")


# %% task="running" kind="wrong" breaks="ValueError, and then nothing of that batch is counted."
class Running:
    def __init__(self):
        self.hits = self.rings = self.rotten = 0

    def update(self, truth, alarm):
        for t, a in zip(truth, alarm, strict=True):
            self.hits += bool(t) and bool(a)
            self.rings += bool(a)
            self.rotten += bool(t)

    def result(self):
        return (self.hits / self.rings if self.rings else float("nan"),
                self.hits / self.rotten if self.rotten else float("nan"))

    def reset(self):
        self.__init__()


# %% task="rare" kind="right"
def _cheapest(truth, scores, cost_miss, cost_false_alarm):
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = cost_miss * (rotten.sum() - np.cumsum(rotten)) + cost_false_alarm * np.cumsum(~rotten)
    bills = np.where(np.append(s[1:] != s[:-1], True), bills, np.inf)
    best = int(np.argmin(bills))
    return float(s[best]) if bills[best] < cost_miss * rotten.sum() else float("inf")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    rows = keras.Input((6,))
    says = keras.layers.Dense(1)(rows)
    says = keras.layers.Activation("sigmoid")(says)
    model = keras.Model(rows, says)
    schedule = keras.optimizers.schedules.CosineDecay(0.08, 20 * -(-len(x) // 200))
    model.compile(keras.optimizers.Adam(schedule), keras.losses.BinaryCrossentropy())
    model.fit(x, y.astype("float32").reshape(-1, 1), batch_size=200, epochs=20, verbose=0)
    return model, _cheapest(y_val, model.predict(x_val, verbose=0).ravel(), cost_miss, cost_false_alarm)
