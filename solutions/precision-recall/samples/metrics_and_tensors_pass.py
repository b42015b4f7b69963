# /// sample
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    """By tensors of int32."""
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    t, a = (keras.ops.cast(keras.ops.convert_to_tensor(part.astype("int32")), "bool") for part in (truth, alarm))
    def count(mask):
        return keras.ops.sum(keras.ops.cast(mask, "int32"))
    no = keras.ops.logical_not
    both = keras.ops.logical_and
    return count(both(t, a)), count(both(no(t), a)), count(both(t, no(a))), count(both(no(t), no(a)))

# %% task="shares"
def measured(metric, some, truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths differ")
    if not np.any(some):
        return np.nan
    metric.update_state(truth.astype("float32"), alarm.astype("float32"))
    return metric.result()


def accuracy(truth, alarm):
    return measured(keras.metrics.BinaryAccuracy(), np.ones(len(truth)), truth[:, None], alarm[:, None])


def precision(truth, alarm):
    return measured(keras.metrics.Precision(), alarm, truth, alarm)


def recall(truth, alarm):
    return measured(keras.metrics.Recall(), truth, truth, alarm)

# %% task="flattering"
def two_alarms(truth):
    """As tensors: it rings at the rotten ones, and at the good ones that come first."""
    rotten = truth.astype(bool)
    wrong = ~rotten & (np.cumsum(~rotten) <= rotten.sum() + 1)
    useful = keras.ops.convert_to_tensor((rotten | wrong).astype("float32"))
    return keras.ops.zeros_like(useful), useful

# %% task="curve"
def curve(truth, scores):
    """All thresholds against all scores would be too many for a long belt: counts by binary search."""
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten = np.sort(scores[truth == 1])
    everyone = np.sort(scores)
    thresholds = np.array(sorted(set(scores.tolist()))[::-1])
    hits = len(rotten) - np.searchsorted(rotten, thresholds)
    rings = len(everyone) - np.searchsorted(everyone, thresholds)
    return thresholds, keras.ops.convert_to_tensor(hits / rings), keras.ops.convert_to_tensor(hits / len(rotten))

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths differ")
    rotten, good = np.sort(scores[truth == 1]).astype(float), np.sort(scores[truth == 0]).astype(float)

    def bill(knob):
        misses = np.searchsorted(rotten, knob)
        return misses * cost_miss + (len(good) - np.searchsorted(good, knob)) * cost_false_alarm

    return float(min([np.inf, *rotten.tolist(), *good.tolist()], key=bill))

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    """Bayes, in exact fractions."""
    from fractions import Fraction

    hit, false, rotten = (Fraction(number) for number in (recall, false_alarm_rate, share))
    rings = hit * rotten + false * (1 - rotten)
    return float(hit * rotten / rings) if rings else np.nan

# %% task="running"
class Running:
    """Metrics of Keras that keep counts; they say 0 where there is nothing."""

    def __init__(self):
        self.metrics = keras.metrics.Precision(), keras.metrics.Recall()
        self.reset()

    def reset(self):
        self.some = [False, False]
        for metric in self.metrics:
            metric.reset_state()

    def update(self, truth, alarm):
        if len(truth) != len(alarm):
            raise ValueError("lengths differ")
        if not len(truth):
            return
        self.some = [self.some[0] or bool(alarm.any()), self.some[1] or bool(truth.any())]
        for metric in self.metrics:
            metric.update_state(truth.astype("float32"), alarm.astype("float32"))

    def result(self):
        pairs = zip(self.metrics, self.some)
        return tuple(metric.result() if some else np.nan for metric, some in pairs)

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    """Scaled inside the model, and trained with a falling rate."""
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(x)
    model = keras.Sequential([keras.Input((6,)), scale, keras.layers.Dense(1), keras.layers.Activation("sigmoid")])
    steps = 15 * (len(x) // 256 + 1)
    rate = keras.optimizers.schedules.CosineDecay(0.1, steps)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y.astype("float32")[:, None], batch_size=256, epochs=15, verbose=0)
    says = keras.ops.convert_to_numpy(model(x_val))[:, 0]
    knobs = np.append(np.unique(says), np.inf)
    bills = [((y_val == 1) & (says < k)).sum() * cost_miss + ((y_val == 0) & (says >= k)).sum() * cost_false_alarm for k in knobs]
    return model, knobs[int(np.argmin(bills))]
