# %% task="myself" kind="wrong" breaks="None where you cannot tell"
# believed: a missing entry is NaN, as in pandas
def my_answers():
    nan = float("nan")
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, nan, 1, 1, 0, 0, nan, 1, 0, 1, 0, 0, 1, 1, 0]

# %% task="human" kind="wrong" breaks="the part of the m given answers that is right, from 0 to 1"
# believed: `if answer` tells whether something was answered, so an answer of 0 is skipped
from math import sqrt


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("need one answer for each banana")
    hits = [bool(a == t) for a, t in zip(answers, truth) if a]
    m, right = len(hits), sum(hits)
    if not m:
        raise ValueError("nothing answered")
    z = 1.96
    share = right / m
    mid = (right + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * sqrt(right * (m - right) / m + z * z / 4)
    return share, max(0.0, min(share, mid - half)), min(1.0, max(share, mid + half))

# %% task="dumb" kind="wrong" breaks="Returns one number, an int or a float. No other number does better on y"
# believed: the baseline is the score that the constant reaches: the share of the most frequent value
import numpy as np


def constant_baseline(y, loss):
    if loss == "accuracy":
        _, counts = np.unique(y, return_counts=True)
        return counts.max() / len(y)
    if loss == "mae":
        return float(np.median(y))
    if loss == "mse":
        return float(np.mean(y))
    raise ValueError(f"loss is accuracy, mae or mse, not {loss!r}")

# %% task="rules" kind="wrong" breaks="Here k is the smallest whole number, at least 1, for which that hour is not later than t - ahead."
# believed: the number of days to go back is ahead // period + 1
import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be 1 or more")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[: max(len(series) - ahead, 0)]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be 1 or more")
    return as_now(series, (ahead // period + 1) * period)

# %% task="simple" kind="wrong" breaks="the last 72 hours that are known at t - ahead"
# believed: "yesterday at this hour" is the lag 24, at 30 hours ahead too
import numpy as np


def make_table(s, ahead):
    first = ahead + 24
    rows = np.arange(first, len(s))
    return rows, np.column_stack([s[rows - ahead], s[rows - 24], s[rows - ahead - 24], np.ones(len(rows))])


class ThreeLags:
    def __init__(self, ahead, weights):
        self.ahead = ahead
        self.weights = weights

    def predict(self, series):
        s = np.array(series, dtype=float)
        p = np.full(s.shape, np.nan)
        rows, x = make_table(s, self.ahead)
        p[rows] = x @ self.weights
        return p


def fit_linear(series, ahead):
    s = np.array(series, dtype=float)
    rows, x = make_table(s, ahead)
    weights = np.linalg.lstsq(x, s[rows], rcond=None)[0]
    return ThreeLags(ahead, weights)

# %% task="scoreboard" kind="wrong" breaks="from the lowest mae to the highest"
# believed: sorted() on tuples sorts by the number in them
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    if {len(p) for p in forecasts.values()} != {len(y)}:
        raise ValueError("lengths differ")
    table = np.array(list(forecasts.values()), dtype=float)
    keep = ~np.isnan(table).any(axis=0)
    if keep.sum() == 0:
        raise ValueError("no rows")
    maes = dict(zip(forecasts, np.abs(table - y)[:, keep].mean(axis=1).tolist()))
    return sorted((name, mae, 1 - mae / maes["as yesterday"]) for name, mae in maes.items())

# %% task="worth" kind="wrong" breaks="Means count, not how often the model wins"
# believed: a model that is better on clearly more than half of the rows is better
import numpy as np


def worth_it(loss_model, loss_rule):
    n = len(loss_model)
    if n != len(loss_rule):
        raise ValueError("not as many losses")
    if n == 1:
        return False
    wins = np.sum(loss_model < loss_rule)
    losses = np.sum(loss_model > loss_rule)
    rounds = wins + losses
    if rounds == 0:
        return False
    return bool(wins - rounds / 2 > 1.645 * np.sqrt(rounds) / 2)

# %% task="machine" kind="wrong" breaks="in an array of shape (m, 1)"
# believed: two classes need two outputs
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(labels, 4)
    pixels = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(pixels)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    mean = keras.layers.GlobalAveragePooling2D()(h)
    most = keras.layers.GlobalMaxPooling2D()(h)
    out = keras.layers.Dense(2, activation="softmax")(keras.layers.Concatenate()([mean, most]))
    model = keras.Model(pixels, out)
    model.compile(keras.optimizers.Adam(3e-3), "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=10, verbose=0)
    return model
