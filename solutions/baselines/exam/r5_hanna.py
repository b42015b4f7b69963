# %% task="myself" kind="right"
def my_answers():
    return [{"x": 1, "-": 0, " ": None}[c] for c in "xx-----x-x xx--xx-x -xx-"]

# %% task="human" kind="wrong" breaks="high - low is at most 2.1 / sqrt(m), for these m"
# believed: a wide interval is never wrong, so take Hoeffding's, which always holds
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("lengths")
    hits = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not hits:
        raise ValueError("no answers")
    share = sum(hits) / len(hits)
    # P(|share - p| > e) <= 2 exp(-2 m e^2) = 0.05, whatever p is
    e = math.sqrt(math.log(2 / 0.05) / (2 * len(hits)))
    return share, max(0.0, share - e), min(1.0, share + e)

# %% task="dumb" kind="wrong" breaks="No other number does better on y, apart from rounding in the sixth digit."
# believed: for whole numbers the forecast must be a whole number, too
import numpy as np


def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(f"unknown loss: {loss}")
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        best = values[np.argmax(counts)]
    elif loss == "mae":
        best = np.median(y)
    else:
        best = np.mean(y, dtype=float)
    return y.dtype.type(best)

# %% task="rules" kind="wrong" breaks="It may be larger than n."
# believed: nobody can look further ahead than the series is long, so that is an error
import numpy as np


def as_now(series, ahead):
    if not 1 <= ahead <= len(series):
        raise ValueError("`ahead` must lie within the series")
    out = np.full(series.shape, np.nan)
    out[ahead:] = series[: len(series) - ahead]
    return out


def as_yesterday(series, ahead, period):
    if not 1 <= ahead <= len(series) or period < 1:
        raise ValueError("`ahead` must lie within the series, and `period` be at least 1")
    out = np.full(series.shape, np.nan)
    lag = -(-ahead // period) * period
    if lag < len(series):
        out[lag:] = series[:-lag]
    return out

# %% task="simple" kind="right"
# The label was `wrong`: the first forecasts use the end of the training. Since then they may be any number.
# believed: the series that is asked about goes on where the training ended, so its end fills the first lags
import numpy as np


def fit_linear(series, ahead):
    past = np.array(series, float)
    lags = np.array([ahead, -(-ahead // 24) * 24, ahead + 24])
    t = np.arange(lags.max(), len(past))

    def rows(s, t):
        return np.c_[s[t[:, None] - lags], np.ones(len(t))]

    w = np.linalg.lstsq(rows(past, t), past[t], rcond=None)[0]
    tail = past[-72:]

    class Forecaster:
        def predict(self, series):
            whole = np.concatenate([tail, np.array(series, float)])
            p = rows(whole, np.arange(72, len(whole))) @ w
            p[:ahead] = np.nan
            return p

    return Forecaster()

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these."
# believed: a missing forecast counts as a forecast of 0, so that silence is punished
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday")
    filled = {}
    anyone = np.ones(len(y), bool)
    for name, p in forecasts.items():
        if len(p) != len(y):
            raise ValueError(f"{name}: {len(p)} rows instead of {len(y)}")
        anyone &= ~np.isnan(p)
        filled[name] = np.nan_to_num(p)
    if not anyone.any():
        raise ValueError("no rows")
    mae = {name: float(np.abs(p - y).mean()) for name, p in filled.items()}
    rule = mae["as yesterday"]
    return [(n, mae[n], 1 - mae[n] / rule) for n in sorted(mae, key=mae.get)]

# %% task="worth" kind="wrong" breaks="The unit does not matter, be it cents or millions."
# believed: a tiny epsilon below a fraction keeps it from dividing by zero, and is harmless
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("loss_model and loss_rule differ in length")
    n = len(loss_model)
    if n == 1:
        return False
    d = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    t = d.mean() / (d.std(ddof=1) / np.sqrt(n) + 1e-6)
    return bool(t > 2)

# %% task="machine" kind="wrong" breaks="They may come from another camera, which swaps colours"
# believed: rot is brown, so the model may look at the share of brown pixels that the rule counts
import keras
from keras import ops


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((32, 32, 3))
    red, green, blue = (inputs[..., i : i + 1] / 255 for i in range(3))
    dark = ops.sigmoid(40 * (0.5 - red))
    brown = dark * ops.sigmoid(40 * (red - 1.15 * green)) * ops.sigmoid(40 * (green - 1.15 * blue))
    h = keras.layers.Concatenate()(
        [keras.layers.GlobalAveragePooling2D()(brown), keras.layers.GlobalMaxPooling2D()(brown)]
    )
    h = keras.layers.Dense(16, activation="relu")(h)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    model.compile(keras.optimizers.Adam(1e-2), "binary_crossentropy")
    model.fit(pictures.astype("float32"), labels.astype("float32"), batch_size=32, epochs=30, verbose=0)
    return model
