# %% task="four-boxes" kind="wrong" breaks="Arrays of different lengths raise a ValueError"
# believed: NumPy refuses arrays that do not fit by itself (one entry fits all)
def confusion(truth, alarm):
    t, a = truth == 1, alarm == 1
    return [int(np.sum(box)) for box in (t & a, ~t & a, t & ~a, ~t & ~a)]


# %% task="shares" kind="wrong" breaks="The share of bananas about which the machine is right, of all bananas."
# believed: the machine is right where it rings at a rotten one; silence is no answer
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    return np.mean((truth == 1) & (alarm == 1)) if len(truth) else np.nan


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    t, a = truth == 1, alarm == 1
    return np.sum(t & a) / np.sum(a) if np.any(a) else np.nan


def recall(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    t, a = truth == 1, alarm == 1
    return np.sum(t & a) / np.sum(t) if np.any(t) else np.nan


# %% task="flattering" kind="wrong" breaks="All of this is true"
# believed: false alarms that come by chance, twice as often as rotten ones, are more than the rotten ones on every belt
def two_alarms(truth):
    rng = np.random.default_rng(42)
    rotten = truth == 1
    lazy = np.zeros(len(truth), int)
    useful = rotten | (rng.random(len(truth)) < 2 * rotten.mean())
    return lazy, useful.astype(int)


# %% task="curve" kind="wrong" breaks="what is handed in is not changed"
# believed: scores.sort() sorts a copy that belongs to the function
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten = truth[np.argsort(scores, kind="stable")][::-1] == 1
    scores.sort()
    s = scores[::-1].copy()
    ends = np.flatnonzero(np.append(np.diff(s.astype("float64")) != 0, True))
    hits = np.cumsum(rotten)[ends]
    return s[ends], hits / (ends + 1), hits / rotten.sum()


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
# believed: the list of sorted bananas may be cut anywhere, also between two with the same score
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    order = np.argsort(scores, kind="stable")[::-1]
    bill = int((truth == 1).sum()) * cost_miss
    best_bill, best = bill, np.inf
    for i in order:
        bill += -cost_miss if truth[i] == 1 else cost_false_alarm
        if bill < best_bill:
            best_bill, best = bill, float(scores[i])
    return best


# %% task="elsewhere" kind="wrong" breaks="small as 1e-100"
# believed: a little something below the line keeps one from dividing by 0 and changes nothing
def precision_elsewhere(recall, false_alarm_rate, share):
    hits = recall * share
    false_alarms = false_alarm_rate * (1 - share)
    if hits == 0 and false_alarms == 0:
        return np.nan
    return hits / (hits + false_alarms + 1e-12)


# %% task="running" kind="wrong" breaks="exactly those of all batches"
# believed: a mean that weighs each batch by its number of bananas is the precision of the day
class Running:
    def __init__(self):
        self.reset()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        t, a, n = truth == 1, alarm == 1, len(truth)
        if a.any():
            self.p += n * np.sum(t & a) / np.sum(a)
            self.p_weight += n
        if t.any():
            self.r += n * np.sum(t & a) / np.sum(t)
            self.r_weight += n

    def result(self):
        return (float(self.p / self.p_weight) if self.p_weight else np.nan,
                float(self.r / self.r_weight) if self.r_weight else np.nan)

    def reset(self):
        self.p = self.r = 0.0
        self.p_weight = self.r_weight = 0


# %% task="rare" kind="wrong" breaks="seed:         int from 0 to 1 000 000. Another call with the same arguments gives the same model and"
# believed: `if seed` asks whether a seed was given (0 is one)
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    if seed:
        keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
