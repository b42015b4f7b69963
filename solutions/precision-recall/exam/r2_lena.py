# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    def boxes(low, high):
        """Halve the belt until one banana is left."""
        if high - low == 0:
            return np.zeros(4, int)
        if high - low == 1:
            return np.eye(4, dtype=int)[2 * (not truth[low]) * (not alarm[low]) + (not truth[low]) + 2 * bool(truth[low]) * (not alarm[low])]
        middle = (low + high) // 2
        return boxes(low, middle) + boxes(middle, high)

    if len(truth) - len(alarm):
        raise ValueError(f"{len(truth)} bananas, {len(alarm)} alarms")
    return tuple(boxes(0, len(truth)))


# %% task="shares" kind="wrong" breaks="If there is no banana at all, it is NaN."
def accuracy(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    mistakes = np.count_nonzero((truth == 1) != (alarm == 1))
    return 1 - mistakes / max(len(truth), 1)


def precision(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("different lengths")
    alarms = np.count_nonzero(alarm)
    return np.count_nonzero((truth == 1) & (alarm == 1)) / alarms if alarms else np.nan


def recall(truth, alarm):
    return precision(alarm, truth)


# %% task="flattering" kind="right"
def two_alarms(truth):
    rng = np.random.default_rng()
    rotten, good = rng.permutation(np.flatnonzero(truth)), rng.permutation(np.flatnonzero(truth == 0))
    half = -(-len(rotten) // 2)
    useful = np.zeros(len(truth), "uint8")
    useful[np.concatenate([rotten[:half], good[: half + 1]])] = 1
    return np.zeros(len(truth), "uint8"), useful


# %% task="curve" kind="wrong" breaks="what is returned belongs to the caller"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    truth = truth != 0
    if (scores[1:] < scores[:-1]).all():          # in order already: nothing to sort
        hits = truth.cumsum()
        return scores, hits / np.arange(1, len(hits) + 1), hits / hits[-1]
    thresholds = np.unique(scores)[::-1].copy()
    rings = scores >= thresholds[:, None]
    hits = (rings & truth).sum(1)
    return thresholds, hits / rings.sum(1), hits / truth.sum()


# %% task="threshold" kind="wrong" breaks="No other threshold makes a smaller bill"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    s = np.unique(scores.astype(float))
    middles = (s[:-1] + s[1:]) / 2
    candidates = np.concatenate([[-np.inf], middles, [np.inf]])
    bills = []
    for place in range(len(candidates)):
        rings = np.isin(scores.astype(float), s[place:])
        bills.append(cost_miss * (~rings & (truth != 0)).sum() + cost_false_alarm * (rings & (truth == 0)).sum())
    return float(candidates[int(np.argmin(bills))])


# %% task="running" kind="wrong" breaks="exactly those of all batches"
class Running:
    def __init__(self):
        self.counts = np.zeros(3, dtype="int16")

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("different lengths")
        t, a = truth != 0, alarm != 0
        self.counts += np.array([np.sum(t & a), np.sum(a), np.sum(t)])

    def result(self):
        hits, rings, rotten = self.counts.astype(float)
        return hits / rings, hits / rotten

    def reset(self):
        self.counts *= 0


# %% task="rare" kind="wrong" breaks="The model learns from the training rows alone."
def _cheapest(truth, scores, cost_miss, cost_false_alarm):
    order = np.argsort(scores)[::-1]
    s, rotten = scores[order], truth[order] != 0
    bills = cost_miss * (rotten.sum() - np.cumsum(rotten)) + cost_false_alarm * np.cumsum(~rotten)
    bills = np.where(np.append(s[1:] != s[:-1], True), bills, np.inf)
    best = int(np.argmin(bills))
    return float(s[best]) if bills[best] < cost_miss * rotten.sum() else float("inf")


def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(np.concatenate([x, x_val]), np.concatenate([y, y_val]), batch_size=256, epochs=14, verbose=0)
    says = model.predict(x_val, batch_size=2048, verbose=0)[:, 0]
    return model, _cheapest(y_val, says, cost_miss, cost_false_alarm)
