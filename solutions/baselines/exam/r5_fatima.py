# %% task="myself" kind="right"
def my_answers():
    rotten = {0, 1, 7, 9, 11, 12, 15, 16, 18, 21, 22}
    unsure = {10, 13}
    return [None if i in unsure else int(i in rotten) for i in range(24)]

# %% task="human" kind="wrong" breaks="It is at least .86 for each share."
# believed: an interval is the estimate give or take ONE standard error
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("len")
    ok = [a == t for a, t in zip(answers, truth) if a is not None]
    m = len(ok)
    if m == 0:
        raise ValueError("empty")
    right = sum(map(bool, ok))
    z = 1.0
    share = right / m
    middle = (right + z**2 / 2) / (m + z**2)
    reach = z / (m + z**2) * math.sqrt(right * (m - right) / m + z**2 / 4)
    return share, max(0.0, min(middle - reach, share)), min(1.0, max(middle + reach, share))

# %% task="dumb" kind="wrong" breaks="or ints up to a million, of 32 or 64 bits each"
# believed: sum(y) adds without limit, as with Python's ints
from collections import Counter


def constant_baseline(y, loss):
    if loss == "accuracy":
        return Counter(y.tolist()).most_common(1)[0][0]
    if loss == "mae":
        return sorted(y.tolist())[len(y) // 2]
    if loss == "mse":
        return sum(y) / len(y)
    raise ValueError("loss")

# %% task="rules" kind="wrong" breaks="ints or floats: one value for each hour"
# believed: a copy of the series has room for NaN
import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be positive")
    p = series.copy()
    p[:ahead] = np.nan
    p[ahead:] = series[: max(0, len(series) - ahead)]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be positive")
    k = 1
    while k * period < ahead:
        k += 1
    return as_now(series, k * period)

# %% task="simple" kind="wrong" breaks="Several models can be in use at a time."
# believed: what a class holds belongs to each of its objects
import numpy as np


class LinearModel:
    weights = None
    lags = []

    @classmethod
    def design(cls, s):
        first = max(cls.lags)
        t = np.arange(first, len(s))
        return t, np.stack([np.ones(len(t))] + [s[t - lag] for lag in cls.lags], axis=1)

    @classmethod
    def fit(cls, s, ahead):
        cls.lags = [ahead, -(-ahead // 24) * 24, ahead + 24]
        t, x = cls.design(s)
        cls.weights = np.linalg.lstsq(x, s[t], rcond=None)[0]
        return cls()

    def predict(self, series):
        s = series.astype("float64")
        t, x = self.design(s)
        p = np.full(len(s), np.nan)
        p[t] = x @ self.weights
        return p


def fit_linear(series, ahead):
    return LinearModel.fit(series.astype("float64"), ahead)

# %% task="scoreboard" kind="wrong" breaks="If it or a forecast has another length, a ValueError is raised."
# believed: NumPy complains where lengths do not fit, so a length of 1 is caught, too
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    errors = {name: np.abs(p - y) for name, p in forecasts.items()}  # raises a ValueError
    valid = np.ones(len(y), bool)
    for e in errors.values():
        valid = valid & ~np.isnan(e)
    if not valid.any():
        raise ValueError("no row has all forecasts")
    mae = {name: float(e[valid].mean()) for name, e in errors.items()}
    board = [(name, m, 1.0 - m / mae["as yesterday"]) for name, m in mae.items()]
    return sorted(board, key=lambda entry: entry[1])

# %% task="worth" kind="right"
import math


class PairedTest:
    """Is the mean of the differences above 0 by more than luck?"""

    CRITICAL_VALUE = 1.9

    def __init__(self):
        self.differences = []

    def add(self, model, rule):
        self.differences.append(float(rule) - float(model))

    def mean(self):
        return math.fsum(self.differences) / len(self.differences)

    def standard_error(self):
        mean = self.mean()
        n = len(self.differences)
        squares = math.fsum((d - mean) ** 2 for d in self.differences)
        return math.sqrt(squares / (n - 1)) / math.sqrt(n)

    def is_significant(self):
        if len(self.differences) < 2:
            return False
        if self.mean() <= 0:
            return False
        return self.mean() > self.CRITICAL_VALUE * self.standard_error()


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("The losses should be of the same rows.")
    test = PairedTest()
    for model, rule in zip(loss_model, loss_rule):
        test.add(model, rule)
    return test.is_significant()

# %% task="machine" kind="wrong" breaks="another seed gives another model"
# believed: a fixed seed of 42 makes it reproducible, and that is all that is asked
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed=42):
    keras.utils.set_random_seed(42)
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(labels, 4).astype("float32")
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.Concatenate()(
        [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    )
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    return model
