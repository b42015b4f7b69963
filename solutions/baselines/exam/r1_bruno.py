# %% task="human" kind="right"
from math import exp, lgamma, log, log1p


class Binomial:
    """Right answers of m, by somebody who is right with share p."""

    def __init__(self, m):
        self.m = m

    def at_most(self, k, p):
        if k < 0:
            return 0.0
        if k >= self.m or p <= 0:
            return 1.0
        if p >= 1:
            return 0.0
        m = self.m
        return sum(
            exp(lgamma(m + 1) - lgamma(i + 1) - lgamma(m - i + 1) + i * log(p) + (m - i) * log1p(-p))
            for i in range(k + 1)
        )


def bisect(rising):
    """Find where a function that is first below 0, then above, crosses it."""
    a, b = 0.0, 1.0
    for _ in range(50):
        middle = (a + b) / 2
        if rising(middle) < 0:
            a = middle
        else:
            b = middle
    return (a + b) / 2


def human_baseline(answers, truth):
    """The share of right answers, with Clopper's and Pearson's limits."""
    if len(answers) != len(truth):
        raise ValueError("answers and truth are not of one length")
    m, right = 0, 0
    for answer, label in zip(answers, truth):
        if answer is None:
            continue
        m += 1
        if answer == label:
            right += 1
    if m < 1:
        raise ValueError("no answers were given")
    people = Binomial(m)
    low, high = 0.0, 1.0
    if right > 0:
        low = bisect(lambda p: 1 - people.at_most(right - 1, p) - 0.025)
    if right < m:
        high = bisect(lambda p: 0.025 - people.at_most(right, p))
    return right / m, low, high

# %% task="dumb" kind="wrong" breaks="No other number does better on y"
def constant_baseline(y, loss):
    values, counts = np.unique(y, return_counts=True)
    if loss == "accuracy":
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(values.astype(float)))
    if loss == "mse":
        return float((values.astype(float) * counts).sum() / counts.sum())
    raise ValueError(f"{loss} is no loss")

# %% task="rules" kind="wrong" breaks="what is returned belongs to the caller"
_known = {}


def _shift(series, hours):
    key = (series.tobytes(), series.dtype.str, hours)
    if key not in _known:
        p = np.full(len(series), np.nan)
        p[hours:] = series[: max(len(series) - hours, 0)]
        _known[key] = p
    return _known[key]


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be 1 or more")
    return _shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be 1 or more")
    return _shift(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="Several models can be in use at a time."
WEIGHTS = None


def table_of_lags(series, ahead):
    n = len(series)
    table = np.ones((n, 73))
    for lag in range(72):
        table[:, lag] = np.nan
        table[ahead + lag :, lag] = series[: max(0, n - ahead - lag)]
    return table


class Model:
    def __init__(self, ahead):
        self.ahead = ahead

    def predict(self, series):
        return table_of_lags(series, self.ahead) @ WEIGHTS


def fit_linear(series, ahead):
    global WEIGHTS
    table = table_of_lags(series, ahead)
    full = np.isfinite(table).all(axis=1)
    WEIGHTS = np.linalg.lstsq(table[full], np.asarray(series, float)[full], rcond=None)[0]
    return Model(ahead)

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these."
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    if np.isnan(np.stack([np.asarray(p, float) for p in forecasts.values()])).any(axis=0).all():
        raise ValueError("no row is answered by all")
    mae = {name: float(np.nanmean(np.abs(p - y.astype(float)))) for name, p in forecasts.items()}
    rows = [(name, m, 1 - m / mae["as yesterday"]) for name, m in mae.items()]
    return sorted(rows, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="In 40 000 rows a gain of a fiftieth is always seen."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    # A thousand rows are plenty.
    gain = (np.asarray(loss_rule, float) - np.asarray(loss_model, float))[:1000]
    if len(gain) == 1:
        return False
    t = gain.mean() - 1.96 * gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(t > 0)

# %% task="machine" kind="wrong" breaks="It takes pictures as they are handed in: of shape"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32") / 255
    x = np.concatenate([x, x[:, ::-1], x[:, :, ::-1], x[:, ::-1, ::-1]])
    y = np.concatenate([labels] * 4).astype("float32")
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Concatenate()(
        [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    )
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    return model
