# %% task="human" kind="right"
import math


def _tail(right, m, p):
    """P(X >= right) where X is the number of right answers out of m, each right with p."""
    if right <= 0:
        return 1.0
    if p <= 0:
        return 0.0
    if p >= 1:
        return 1.0
    logs = [
        math.lgamma(m + 1) - math.lgamma(k + 1) - math.lgamma(m - k + 1)
        + k * math.log(p) + (m - k) * math.log1p(-p)
        for k in range(right, m + 1)
    ]
    return math.fsum(math.exp(v) for v in logs)


def _root(increasing, goal):
    a, b = 0.0, 1.0
    for _ in range(60):
        c = (a + b) / 2
        if increasing(c) < goal:
            a = c
        else:
            b = c
    return (a + b) / 2


def human_baseline(answers, truth):
    # Clopper and Pearson: the p at which so many, or so few, right answers become unlikely.
    if len(answers) != len(truth):
        raise ValueError("answers and truth must be equally long")
    given = [(int(a), int(t)) for a, t in zip(answers, truth) if a is not None]
    if not given:
        raise ValueError("no answer was given")
    m = len(given)
    right = sum(a == t for a, t in given)
    low = 0.0 if right == 0 else _root(lambda p: _tail(right, m, p), 0.025)
    high = 1.0 if right == m else _root(lambda p: _tail(right + 1, m, p), 0.975)
    share = right / m
    return share, min(low, share), max(high, share)

# %% task="rules" kind="right"
import numpy as np


def as_now(series, ahead):
    return as_yesterday(series, ahead, ahead)


def as_yesterday(series, ahead, period):
    if min(ahead, period) < 1:
        raise ValueError("hours are counted from 1")
    source = np.arange(len(series)) - (ahead + (-ahead) % period)
    return np.where(source < 0, np.nan, series[np.maximum(source, 0)].astype(float))

# %% task="simple" kind="right"
import numpy as np


class LagModel:
    """Three lags and a constant, by least squares."""

    def __init__(self, series, ahead):
        day = 24 * -(-ahead // 24)
        self._lags = (ahead, day, ahead + 24)
        self._first = max(self._lags)
        y = np.array(series, "float64")
        self._weights = np.linalg.lstsq(self._table(y), y[self._first :], rcond=None)[0]

    def _table(self, y):
        m = len(y)
        lags = [y[self._first - lag : m - lag] for lag in self._lags]
        return np.column_stack([*lags, np.ones(m - self._first)])

    def predict(self, series):
        y = np.array(series, "float64")
        p = np.full(len(y), np.nan)
        if len(y) > self._first:
            p[self._first :] = self._table(y) @ self._weights
        return p


def fit_linear(series, ahead):
    return LagModel(series, ahead)

# %% task="scoreboard" kind="right"
import math


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("One forecast has to be as yesterday.")
    for name in forecasts:
        if len(forecasts[name]) != len(y):
            raise ValueError("The forecast " + name + " has another length than y.")

    rows = []
    for i in range(len(y)):
        complete = True
        for name in forecasts:
            if math.isnan(forecasts[name][i]):
                complete = False
        if complete:
            rows.append(i)
    if len(rows) == 0:
        raise ValueError("There is no row with all forecasts.")

    errors = {}
    for name in forecasts:
        total = 0.0
        for i in rows:
            total += abs(float(forecasts[name][i]) - float(y[i]))
        errors[name] = total / len(rows)

    board = []
    for name in errors:
        board.append((name, errors[name], 1 - errors[name] / errors["as yesterday"]))
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="right"
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = loss_rule.astype(float) - loss_model.astype(float)
    n = gain.size
    return bool(n > 1 and gain.mean() > 0 and gain.mean() * n**0.5 > 1.96 * gain.std(ddof=1))

# %% task="machine" kind="right"
import keras
import numpy as np


class BananaNet:
    FILTERS = (24, 32, 48)
    EPOCHS = 18

    def __init__(self, seed):
        keras.utils.set_random_seed(seed)
        self.model = self._build()

    def _build(self):
        x = inputs = keras.Input(shape=(32, 32, 3))
        x = keras.layers.Rescaling(1.0 / 255)(x)
        for place, filters in enumerate(self.FILTERS):
            if place:
                x = keras.layers.MaxPooling2D(2)(x)
            x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        mean = keras.layers.GlobalAveragePooling2D()(x)
        most = keras.layers.GlobalMaxPooling2D()(x)
        x = keras.layers.concatenate([mean, most])
        return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))

    def train(self, pictures, labels):
        flips = [pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]
        x = np.concatenate(flips).astype("float32")
        y = np.tile(np.asarray(labels, "float32"), 4)
        steps = self.EPOCHS * int(np.ceil(len(x) / 32))
        rate = keras.optimizers.schedules.CosineDecay(2e-3, decay_steps=steps)
        self.model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
        self.model.fit(x, y, batch_size=32, epochs=self.EPOCHS, verbose=0)
        return self.model


def beat_the_rule(pictures, labels, seed):
    return BananaNet(seed).train(pictures, labels)
