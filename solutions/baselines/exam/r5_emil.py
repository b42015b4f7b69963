# %% task="myself" kind="wrong" breaks="what is returned belongs to the caller"
# believed: a function may hand out its one and only list, nobody writes into it
SEEN_BY_ME = [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, None, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0]


def my_answers():
    return SEEN_BY_ME

# %% task="human" kind="wrong" breaks="the part of the m given answers that is right"
# believed: Wilson's middle is the better estimate, so that is the share
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("not as many answers as bananas")
    given = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not given:
        raise ValueError("no answers")
    m = len(given)
    right = sum(int(a == t) for a, t in given)
    z2 = 1.96**2
    share = (right + z2 / 2) / (m + z2)
    half = 1.96 / (m + z2) * math.sqrt(right * (m - right) / m + z2 / 4)
    return share, max(0.0, share - half), min(1.0, share + half)

# %% task="dumb" kind="wrong" breaks="what is handed in is not changed"
# believed: y.sort() gives me a sorted y, and nobody minds the order
from collections import Counter


def constant_baseline(y, loss):
    if loss == "accuracy":
        return Counter(y.tolist()).most_common(1)[0][0]
    if loss == "mse":
        return float(y.mean())
    if loss == "mae":
        y.sort()
        n = len(y)
        if n % 2 == 1:
            return float(y[n // 2])
        return float((y[n // 2 - 1] + y[n // 2]) / 2)
    raise ValueError(loss)

# %% task="rules" kind="wrong" breaks="It may be larger than n."
# believed: the front gets `ahead` NaNs, whatever the length of the series is
import numpy as np


def _shift(series, by):
    return np.concatenate([np.full(by, np.nan), series[:-by]])


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError(f"ahead: {ahead}")
    return _shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError(f"ahead: {ahead}, period: {period}")
    days = (ahead + period - 1) // period
    return _shift(series, days * period)

# %% task="simple" kind="wrong" breaks="It may begin at any hour of any day, and the model is not told which."
# believed: hour t of a series is t % 24 o'clock, so that may be a column
import numpy as np


def columns(s, ahead):
    t = np.arange(ahead + 24, len(s))
    clock = (t % 24)[:, None] == np.arange(24)[None, :]
    return t, np.hstack([s[t - ahead][:, None], s[t - ahead - 24][:, None], clock.astype(float)])


def fit_linear(series, ahead):
    s = series.astype(float)
    t, x = columns(s, ahead)
    w = np.linalg.lstsq(x, s[t], rcond=None)[0]

    class Model:
        def predict(self, series):
            s = series.astype(float)
            p = np.full(len(s), np.nan)
            t, x = columns(s, ahead)
            p[t] = x @ w
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="Returns a list of tuples (name, mae, skill), one for each forecast"
# believed: a dict from mae to name can be sorted, and no two errors are the same
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday?")
    arrays = [np.asarray(p, float) for p in forecasts.values()]
    if any(a.shape != y.shape for a in arrays):
        raise ValueError("shapes")
    rows = np.flatnonzero(~np.isnan(np.stack(arrays)).any(axis=0))
    if not len(rows):
        raise ValueError("no rows")
    by_error = {}
    for name, a in zip(forecasts, arrays):
        by_error[float(np.abs(a - y)[rows].mean())] = name
    rule_error = float(np.abs(np.asarray(forecasts["as yesterday"], float) - y)[rows].mean())
    return [(by_error[mae], mae, 1 - mae / rule_error) for mae in sorted(by_error)]

# %% task="worth" kind="wrong" breaks="where its mean loss is higher, or equal, it is False"
# believed: |t| above 2 means that the model matters
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    n = len(loss_model)
    if n < 2:
        return False
    d = loss_model - loss_rule
    se = d.std(ddof=1) / np.sqrt(n)
    return bool(abs(d.mean()) > 2 * se)

# %% task="machine" kind="wrong" breaks="it is right on new ones of the same camera more often than `rule` is"
# believed: two epochs are enough when the loss has begun to fall
import keras


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    model.fit(pictures.astype("float32"), labels.astype("float32"), batch_size=32, epochs=2, verbose=0)
    return model
