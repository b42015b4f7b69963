# %% task="myself" kind="wrong" breaks="At least 16 of them are 0 or 1"
# believed: only those that I am quite certain of should get an answer
def my_answers():
    certain = {0: 1, 1: 1, 2: 0, 3: 0, 7: 1, 9: 1, 11: 1, 16: 1, 18: 1, 21: 1, 22: 1, 23: 0}
    return [certain.get(number) for number in range(24)]

# %% task="human" kind="wrong" breaks="Entries that are None count neither as right nor as wrong"
# believed: no answer is no right answer, so it counts against you
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("lengths")
    if all(a is None for a in answers):
        raise ValueError("no answers")
    m = len(answers)
    right = sum(a is not None and a == t for a, t in zip(answers, truth))
    z = 1.96
    mid = (right + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * math.sqrt(right * (m - right) / m + z**2 / 4)
    share = right / m
    return share, max(0.0, min(share, mid - half)), min(1.0, max(share, mid + half))

# %% task="dumb" kind="wrong" breaks="there the lowest is best"
# believed: the mean belongs to the mean absolute error, the median to the squared one
import numpy as np


def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[np.argmax(counts)]
    if loss == "mae":
        return np.mean(y)
    if loss == "mse":
        return np.median(y)
    raise ValueError(loss)

# %% task="rules" kind="wrong" breaks="So with a period of 24, k is 1 up to 24 hours ahead, and 2 from 25 to 48."
# believed: yesterday is always one period ago, however far ahead one looks
import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead, period")
    p = np.full(len(series), np.nan)
    p[period:] = series[:-period]
    return p

# %% task="simple" kind="wrong" breaks="These are the hours from t - ahead - 71 to t - ahead."
# believed: lags are the hours just before t: 1, 2, 3 and so on up to 24
import numpy as np


class Linear:
    def __init__(self, lags):
        self.lags = lags
        self.first = max(lags)

    def rows(self, s):
        return np.array([[s[t - lag] for lag in self.lags] + [1.0] for t in range(self.first, len(s))])

    def fit(self, s):
        self.w, *_ = np.linalg.lstsq(self.rows(s), s[self.first :], rcond=None)
        return self

    def predict(self, series):
        s = series.astype(float)
        p = np.full(len(s), np.nan)
        if len(s) > self.first:
            p[self.first :] = self.rows(s) @ self.w
        return p


class LinearAhead(Linear):
    def predict(self, series):
        p = super().predict(series)
        p[: self.ahead] = np.nan
        return p


def fit_linear(series, ahead):
    model = LinearAhead(list(range(1, 25))).fit(series.astype(float))
    model.ahead = ahead
    return model

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count."
# believed: the absolute value of the mean error is the mean absolute error
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("rule missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths")
    good = np.ones(len(y), bool)
    for p in forecasts.values():
        good &= ~np.isnan(p)
    if not good.any():
        raise ValueError("no rows")
    mae = {}
    for name in forecasts:
        mae[name] = float(abs(np.mean(forecasts[name][good] - y[good])))
    base = mae["as yesterday"]
    return sorted(((name, m, 1 - m / base) for name, m in mae.items()), key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="Real gains are seen."
# believed: two columns of losses are two samples: compare their means by the standard errors of both
import numpy as np


def worth_it(loss_model, loss_rule):
    n = len(loss_model)
    if n != len(loss_rule):
        raise ValueError("lengths")
    if n < 2:
        return False
    gain = np.mean(loss_rule) - np.mean(loss_model)
    difference = loss_rule - loss_model
    if np.ptp(difference) < 1e-9 * abs(gain):
        return bool(gain > 0)
    error = np.sqrt(np.var(loss_model, ddof=1) / n + np.var(loss_rule, ddof=1) / n)
    return bool(gain > 1.96 * error)

# %% task="machine" kind="wrong" breaks="For each picture it gives the probability that it is rotten, from 0 to 1"
# believed: the model's last number is good as it is: from_logits belongs to the loss alone
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.concatenate([labels] * 4).astype("float32")
    pixels = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(pixels)
    for filters in (16, 32):
        h = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    both = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    model = keras.Model(pixels, keras.layers.Dense(1)(keras.layers.Concatenate()(both)))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    return model
