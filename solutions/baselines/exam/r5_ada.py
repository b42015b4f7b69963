# %% task="myself" kind="wrong" breaks="1 for rotten, 0 for good"
# believed: 1 means the banana is fine, as in "passed"
def my_answers():
    # 1 = good banana, 0 = bad banana
    return [0, 0, 1, 1, 1, 1, 1, 0, 1, 0, None, 0, 0, 1, 1, None, 0, 1, 0, 1, 1, 0, 0, 1]

# %% task="human" kind="wrong" breaks="0 <= low <= share <= high <= 1 and low < high"
# believed: the textbook's share plus and minus 1.96 standard errors does for every share
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth differ in length")
    right = 0
    m = 0
    for a, t in zip(answers, truth):
        if a is not None:
            m += 1
            if a == t:
                right += 1
    if m == 0:
        raise ValueError("nothing was answered")
    share = right / m
    error = 1.96 * math.sqrt(share * (1 - share) / m)
    return share, max(0.0, share - error), min(1.0, share + error)

# %% task="dumb" kind="wrong" breaks="of ints or floats, negative ones too"
# believed: the most frequent value is np.bincount(y).argmax()
import numpy as np


def constant_baseline(y, loss):
    if loss == "accuracy":
        return np.bincount(y.astype(int)).argmax()
    elif loss == "mae":
        return np.median(y)
    elif loss == "mse":
        return np.mean(y)
    else:
        raise ValueError("unknown loss " + str(loss))

# %% task="rules" kind="wrong" breaks="Where there is no such hour, p[t] is NaN."
# believed: np.roll shifts; what falls out at the end may come in at the front
import numpy as np


def _check(value):
    if value < 1:
        raise ValueError("must be at least 1")


def as_now(series, ahead):
    _check(ahead)
    return np.roll(series.astype(float), ahead)


def as_yesterday(series, ahead, period):
    _check(ahead)
    _check(period)
    n = len(series)
    k = -(-ahead // period)
    p = np.full(n, np.nan)
    for t in range(k * period, n):
        p[t] = series[t - k * period]
    return p

# %% task="simple" kind="wrong" breaks="they are learnt in `fit_linear`, from its series alone"
# believed: predict should fit to the series that it is asked about, so that it is up to date
import numpy as np


def fit_linear(series, ahead):
    day = -(-ahead // 24) * 24
    lags = [ahead, day, ahead + 24]
    first = max(lags)

    def table(s):
        return np.column_stack([s[first - lag : len(s) - lag] for lag in lags] + [np.ones(len(s) - first)])

    class Model:
        def predict(self, series):
            s = np.asarray(series, float)
            p = np.full(len(s), np.nan)
            if len(s) > first:
                x = table(s)
                weights = np.linalg.lstsq(x, s[first:], rcond=None)[0]
                p[first:] = x @ weights
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these."
# believed: each forecast is judged on the rows that it answers
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("length")
    if not np.all([~np.isnan(p) for p in forecasts.values()], axis=0).any():
        raise ValueError("no common row")
    mae = {name: float(np.nanmean(np.abs(p - y))) for name, p in forecasts.items()}
    rows = [(name, m, 1 - m / mae["as yesterday"]) for name, m in mae.items()]
    return sorted(rows, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="it says True in at most 5 of 100 draws or so."
# believed: the lower mean wins
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    if len(loss_model) == 1:
        return False
    return bool(np.mean(loss_model) < np.mean(loss_rule))

# %% task="machine" kind="wrong" breaks="It takes pictures as they are handed in: of shape (m, 32, 32, 3), from 0 to 255, as float32."
# believed: I divide by 255 before fit, and whoever uses the model will do the same
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32") / 255
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(labels, 4).astype("float32")
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
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
