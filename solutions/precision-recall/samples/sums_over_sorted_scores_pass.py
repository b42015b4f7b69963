# /// sample
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    """Number the boxes 3, 1, 2, 0, and count the numbers."""
    if np.shape(truth) != np.shape(alarm):
        raise ValueError("shapes differ")
    number = 2 * truth.astype("int64") + alarm.astype("int64")
    quiet, false_alarms, misses, hits = np.bincount(number, minlength=4)
    return hits, false_alarms, misses, quiet

# %% task="shares"
def same_length(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError("shapes differ")
    return truth > 0.5, alarm > 0.5


def mean(values):
    with np.errstate(invalid="ignore"):
        return np.float64(np.count_nonzero(values)) / np.float64(len(values))


def accuracy(truth, alarm):
    truth, alarm = same_length(truth, alarm)
    return mean(truth == alarm)


def precision(truth, alarm):
    truth, alarm = same_length(truth, alarm)
    return mean(truth[alarm])


def recall(truth, alarm):
    truth, alarm = same_length(truth, alarm)
    return mean(alarm[truth])

# %% task="flattering"
def two_alarms(truth):
    """Half of the rotten ones are enough, and the lazy one may ring, too, if it rings wrongly."""
    rotten, good = np.flatnonzero(truth), np.flatnonzero(truth == 0)
    useful = np.zeros(len(truth), "int8")
    found = -(-len(rotten) // 2)
    useful[rotten[-found:]] = 1
    useful[np.random.default_rng(0).permutation(good)[: found + 1]] = 1
    return np.zeros_like(useful), useful

# %% task="curve"
def curve(truth, scores):
    if truth.shape != scores.shape:
        raise ValueError("shapes differ")
    order = np.argsort(scores, kind="stable")[::-1]
    ranked, rotten = scores[order], truth[order].astype("int64")
    last = np.append(np.flatnonzero(ranked[1:] != ranked[:-1]), len(ranked) - 1)
    hits = np.cumsum(rotten)[last]
    return [ranked[last], (hits / (last + 1)).astype("float32"), (hits / rotten.sum()).astype("float32")]

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    """The middle between two scores; at the ends, infinities. No number lies between neighbours."""
    if truth.shape != scores.shape:
        raise ValueError("shapes differ")
    scores, rotten = scores.astype("float64"), truth.astype(bool)
    order = np.argsort(scores)
    ranked, rotten = scores[order], rotten[order]
    below = np.append(0, np.cumsum(rotten)), np.append(0, np.cumsum(~rotten))
    bills = cost_miss * below[0] + cost_false_alarm * (below[1][-1] - below[1])
    middle = (ranked[1:] + ranked[:-1]) / 2
    middle = np.where(middle > ranked[:-1], middle, ranked[1:])
    knobs = np.concatenate([[-np.inf], middle, [np.inf]])
    parted = np.concatenate([[True], ranked[1:] != ranked[:-1], [True]])
    return np.float64(knobs[parted][bills[parted].argmin()])

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    right, wrong = np.float64(share) * recall, (1 - np.float64(share)) * false_alarm_rate
    return np.divide(right, right + wrong)

# %% task="running"
class Running:
    """One array of counts."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.counts = np.zeros(4, "int64")
        return True

    def update(self, truth, alarm):
        self.counts = self.counts + np.array(confusion(truth, alarm))
        return self.result()

    def result(self):
        hits, false_alarms, misses, _ = self.counts.astype(float)
        with np.errstate(invalid="ignore"):
            return np.divide(hits, hits + false_alarms), np.divide(hits, hits + misses)

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """Begins at the odds of the training rows."""
    start = keras.initializers.Constant(float(np.log(y.mean() / (1 - y.mean()))))
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.layers.Input(shape=(6,)),
        keras.layers.Dense(16, activation="tanh"),
        keras.layers.Dense(1, activation="sigmoid", bias_initializer=start),
    ])
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy())
    model.fit(x, y, epochs=10, batch_size=32, verbose=0)
    return [model, choose_threshold(y_val, model.predict(x_val, verbose=0).ravel(), cost_miss, cost_false_alarm)]
