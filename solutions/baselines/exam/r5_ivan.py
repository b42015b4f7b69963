# %% task="human" kind="wrong" breaks="In both, numbers may be ints, floats or bools."
# believed: `is` compares values: True for small ints, and so for all
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    m = right = 0
    for answer, label in zip(answers, truth):
        if answer is None:
            continue
        m += 1
        if answer is label:
            right += 1
    if m == 0:
        raise ValueError("nobody answered")
    z = 1.96
    share = right / m
    mid = (right + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * math.sqrt(right * (m - right) / m + z**2 / 4)
    return share, max(0.0, min(mid - half, share)), min(1.0, max(mid + half, share))

# %% task="dumb" kind="right"
import numpy as np


def constant_baseline(y, loss):
    def mode(v):
        values, counts = np.unique(v, return_counts=True)
        return values[counts.argmax()]

    best = {"accuracy": mode, "mae": np.median, "mse": lambda v: v.astype("float64").mean()}
    if loss not in best:
        raise ValueError(f"`loss` is one of {sorted(best)}. Received: {loss!r}")
    return best[loss](y)

# %% task="rules" kind="wrong" breaks="what is returned belongs to the caller"
# believed: one array for each length is enough: it is filled anew in each call, and saves memory
import numpy as np

_buffers = {}


def _shifted(series, lag):
    n = len(series)
    if n not in _buffers:
        _buffers[n] = np.empty(n)
    p = _buffers[n]
    lag = min(lag, n)
    p[:lag] = np.nan
    p[lag:] = series[: n - lag]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead")
    return _shifted(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead or period")
    return _shifted(series, ((ahead - 1) // period + 1) * period)

# %% task="simple" kind="wrong" breaks="series is an array of shape (m,), m at least 1"
# believed: whoever asks has a longer series than the window
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Windows:
    SIZE = 48

    def __init__(self, series, ahead):
        s = series.astype(float)
        self.ahead = ahead
        x = self._windows(s[:-ahead])
        y = s[ahead + self.SIZE - 1 :]
        self.w = np.linalg.lstsq(x, y, rcond=None)[0]

    def _windows(self, known):
        x = sliding_window_view(known, self.SIZE)
        return np.hstack([x, np.ones((len(x), 1))])

    def predict(self, series):
        s = series.astype(float)
        p = np.full(len(s), np.nan)
        p[self.ahead + self.SIZE - 1 :] = self._windows(s[: -self.ahead]) @ self.w
        return p


def fit_linear(series, ahead):
    return Windows(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="skill is 1 - mae / (mae of"
# believed: skill is the rule's error over the model's, minus 1: how many times better
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts or any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("bad forecasts")
    matrix = np.vstack(list(forecasts.values())).astype(float)
    rows = ~np.isnan(matrix).any(axis=0)
    if not rows.any():
        raise ValueError("no rows")
    maes = np.abs(matrix[:, rows] - y[rows]).mean(axis=1)
    rule = maes[list(forecasts).index("as yesterday")]
    board = []
    for name, mae in zip(forecasts, maes):
        skill = rule / mae - 1 if mae > 0 else 1.0
        board.append((name, float(mae), float(skill)))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Nor does the order of the rows, where the case is clear."
# believed: a gain that is no luck shows in the first half and in the second
import math

import numpy as np


def _t(d):
    mean = float(d.mean())
    se = float(d.std(ddof=1)) / math.sqrt(len(d))
    if se == 0:
        return math.inf if mean > 0 else 0.0
    return mean / se


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    d = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    if len(d) < 4:
        return False
    half = len(d) // 2
    steady = d[:half].mean() > 0 and d[half:].mean() > 0
    return bool(_t(d) > 1.75 and steady)

# %% task="machine" kind="wrong" breaks="Learn from these pictures and labels alone: neither from pictures of your own, nor from earlier calls."
# believed: a model that has learnt something already learns faster, so keep it for the next call
import keras
import numpy as np

_kept = {}


def _network():
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    both = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    h = keras.layers.Concatenate()(both)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = _network()
    if "weights" in _kept:
        model.set_weights(_kept["weights"])
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(labels, 4).astype("float32")
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    _kept["weights"] = model.get_weights()
    return model
