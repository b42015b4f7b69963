# %% task="human" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
# believed: limits may be drawn with fresh random numbers; with 20 000 draws they are as good as exact
class Interval:
    def __init__(self, right, m):
        self.right, self.m = right, m

    @property
    def share(self):
        return self.right / self.m

    def limits(self):
        draws = np.random.default_rng().beta(self.right + 0.5, self.m - self.right + 0.5, 20_000)
        low, high = np.percentile(draws, [2.5, 97.5])
        low = 0.0 if self.right == 0 else min(float(low), self.share)
        high = 1.0 if self.right == self.m else max(float(high), self.share)
        return low, high


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    hits = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not hits:
        raise ValueError("no answers")
    interval = Interval(sum(hits), len(hits))
    return (interval.share, *interval.limits())

# %% task="dumb" kind="right"
from collections import Counter


class Constant:
    """A forecast, one method for each loss."""

    def __init__(self, y):
        self.values = np.asarray(y).tolist()

    def accuracy(self):
        return Counter(self.values).most_common(1)[0][0]

    def mae(self):
        ordered = sorted(self.values)
        return ordered[len(ordered) // 2]

    def mse(self):
        return sum(self.values) / len(self.values)


def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(f"unknown loss: {loss}")
    return getattr(Constant(y), loss)()

# %% task="rules" kind="wrong" breaks="how many hours a day has, an int. Below 1 it raises a ValueError."
# believed: "as for as_now" covers the checks; as_now refuses bad shifts, so the period needs no check
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    p = np.full(len(series), np.nan)
    if ahead < len(series):
        p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    days = -(-ahead // period)
    return as_now(series, days * period)

# %% task="simple" kind="right"
class LagTable:
    """Puts earlier hours side by side: one row for each hour, a one at the end."""

    def __init__(self, lags):
        self.lags = list(lags)

    def __call__(self, series):
        series = np.asarray(series, dtype=float)
        columns = [self._shifted(series, lag) for lag in self.lags]
        return np.column_stack([*columns, np.ones(len(series))])

    @staticmethod
    def _shifted(series, lag):
        shifted = np.full(len(series), np.nan)
        if lag < len(series):
            shifted[lag:] = series[:-lag]
        return shifted


class Linear:
    def __init__(self, table, weights):
        self.table, self.weights = table, weights

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    table = LagTable(range(ahead, ahead + 25))
    rows, y = table(series), np.asarray(series, dtype=float)
    complete = ~np.isnan(rows).any(axis=1)
    weights, *_ = np.linalg.lstsq(rows[complete], y[complete], rcond=1e-9)
    return Linear(table, weights)

# %% task="scoreboard" kind="wrong" breaks="what is handed in is not changed"
# believed: pop only reads an entry out of a dict; that the caller's dict loses it was overlooked
class Entry:
    def __init__(self, name, forecast):
        self.name, self.forecast = name, np.asarray(forecast, dtype=float)

    def mae(self, y, rows):
        return float(np.abs(self.forecast[rows] - y[rows]).mean())


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    rule = Entry("as yesterday", forecasts.pop("as yesterday"))
    entries = [rule] + [Entry(name, forecast) for name, forecast in forecasts.items()]
    if any(len(entry.forecast) != len(y) for entry in entries):
        raise ValueError("unequal lengths")
    rows = ~np.any([np.isnan(entry.forecast) for entry in entries], axis=0)
    if not rows.any():
        raise ValueError("no rows")
    reference = rule.mae(y, rows)
    board = [(e.name, e.mae(y, rows), 1 - e.mae(y, rows) / reference) for e in entries]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Real gains are seen."
# believed: as in cross-validation, a model is better only if it wins in each of ten folds
def folds(values, count=10):
    return np.array_split(np.asarray(values, dtype=float), count)


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    if len(loss_model) < 10:
        return False
    pairs = zip(folds(loss_model), folds(loss_rule))
    return all(bool(model.mean() < rule.mean()) for model, rule in pairs)

# %% task="machine" kind="wrong" breaks="another seed gives another model."
# believed: a fixed seed is what makes a result repeatable; the argument is for whoever wants to use it
SEED = 42


class BananaNet:
    def __init__(self):
        keras.utils.set_random_seed(SEED)
        inputs = keras.Input((32, 32, 3))
        h = keras.layers.Rescaling(1 / 255)(inputs)
        h = self.block(h, 16)
        h = self.block(h, 32)
        h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
        pooled = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
        outputs = keras.layers.Dense(1, activation="sigmoid")(keras.layers.Concatenate()(pooled))
        self.model = keras.Model(inputs, outputs)

    @staticmethod
    def block(h, filters):
        h = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(h)
        return keras.layers.MaxPooling2D()(h)

    def train(self, pictures, labels):
        flips = [pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]
        self.model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        x, y = np.concatenate(flips).astype("float32"), np.tile(labels, 4)
        self.model.fit(x, y, epochs=16, batch_size=32, verbose=0)
        return self.model


def beat_the_rule(pictures, labels, seed):
    return BananaNet().train(pictures, labels)
