# %% task="human" kind="right"
import math


class Wilson:
    """The score interval of a share, for a count of right answers out of m."""

    Z = 1.959963984540054

    def __init__(self, right: int, m: int):
        self.right = right
        self.m = m

    @property
    def share(self) -> float:
        return self.right / self.m

    def limits(self):
        z2 = self.Z * self.Z
        middle = (self.right + z2 / 2) / (self.m + z2)
        spread = self.right * (self.m - self.right) / self.m + z2 / 4
        reach = self.Z / (self.m + z2) * math.sqrt(spread)
        low = 0.0 if self.right == 0 else middle - reach
        high = 1.0 if self.right == self.m else middle + reach
        return low, high


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError(f"{len(answers)} answers, but {len(truth)} labels")
    m = 0
    right = 0
    for i in range(len(answers)):
        if answers[i] is not None:
            m = m + 1
            if float(answers[i]) == float(truth[i]):
                right = right + 1
    if m == 0:
        raise ValueError("nothing was answered")
    wilson = Wilson(right, m)
    return (wilson.share, *wilson.limits())

# %% task="dumb" kind="right"
import math
import statistics


def constant_baseline(y, loss):
    match loss:
        case "accuracy":
            return statistics.mode(y.tolist())
        case "mae":
            return statistics.median_low(y.tolist())
        case "mse":
            return math.fsum(y.tolist()) / y.size
        case _:
            raise ValueError(f"no such loss: {loss}")

# %% task="rules" kind="right"
import numpy as np


def _shift(series, lag):
    """Each value `lag` hours later, as pandas' shift does it."""
    p = np.full(len(series), np.nan)
    if lag < len(series):
        p[lag:] = series[:-lag]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError(f"`ahead` should be at least 1. Received: {ahead}")
    return _shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError(f"`ahead` and `period` should be at least 1. Received: {ahead}, {period}")
    return _shift(series, period * -(-ahead // period))

# %% task="simple" kind="wrong" breaks="The unit does not matter: °C, °F, kelvin."
# believed: gradient descent with a small rate finds the weights, whatever the size of the numbers is
import numpy as np


class DescentModel:
    def __init__(self, ahead, rate=0.0005, steps=20000):
        self.lags = [ahead, -(-ahead // 24) * 24, ahead + 24]
        self.first = max(self.lags)
        self.rate, self.steps = rate, steps

    def table(self, s):
        t = np.arange(self.first, len(s))
        return t, np.column_stack([s[t - lag] for lag in self.lags] + [np.ones(len(t))])

    def fit(self, s):
        t, x = self.table(s)
        y = s[t]
        self.w = np.zeros(4)
        gram, moment = x.T @ x / len(t), x.T @ y / len(t)
        for _ in range(self.steps):
            self.w = self.w - self.rate * (gram @ self.w - moment)
        return self

    def predict(self, series):
        s = series.astype(float)
        p = np.full(len(s), np.nan)
        t, x = self.table(s)
        p[t] = x @ self.w
        return p


def fit_linear(series, ahead):
    return DescentModel(ahead).fit(series.astype(float))

# %% task="scoreboard" kind="right"
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts or any(np.shape(p) != np.shape(y) for p in forecasts.values()):
        raise ValueError("the rule is missing, or lengths differ")
    off = np.abs(np.stack([p.astype(float) for p in forecasts.values()]) - y.astype(float))
    off = off[:, ~np.isnan(off).any(0)]
    if not off.size:
        raise ValueError("no row where every forecast is a number")
    mae = dict(zip(forecasts, off.mean(1).tolist()))
    return [(k, mae[k], 1 - mae[k] / mae["as yesterday"]) for k in sorted(mae, key=mae.__getitem__)]

# %% task="worth" kind="wrong" breaks="ints up to a million, of 32 or 64 bits each"
# believed: squares of whole numbers are whole numbers, and these never overflow
import math


def worth_it(loss_model, loss_rule):
    n = len(loss_model)
    if len(loss_rule) != n:
        raise ValueError("the losses are not of the same rows")
    if n == 1:
        return False
    d = loss_rule - loss_model
    mean = float(d.mean())
    e = d - d.dtype.type(mean)
    squares = e * e
    variance = float(squares.sum()) / (n - 1)
    if variance <= 0:
        return mean > 0
    return mean > 2 * math.sqrt(variance / n)

# %% task="machine" kind="right"
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers

    original = np.array(pictures, "float32")
    left_right = original[:, :, ::-1]
    top_bottom = original[:, ::-1]
    both = original[:, ::-1, ::-1]
    x = np.concatenate([original, left_right, top_bottom, both])
    y = np.concatenate([labels, labels, labels, labels]).astype("float32")

    pixels = keras.Input((32, 32, 3))
    h = layers.Rescaling(1 / 127.5, offset=-1.0)(pixels)
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(pixels, layers.Dense(1, activation="sigmoid")(h))

    batch, steps = 32, 800
    epochs = max(1, round(steps / (len(x) / batch)))
    steps = epochs * -(-len(x) // batch)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, steps)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return model
