# %% task="myself" kind="right"
def my_answers():
    words = "bad bad ok ok ok ok ok bad bad bad ? bad bad ok ok ? bad ok bad ok ok bad bad ok"
    answers = []
    for word in words.split():
        if word == "bad":
            answers.append(1)
        elif word == "ok":
            answers.append(0)
        else:
            answers.append(None)
    return answers

# %% task="human" kind="wrong" breaks="They depend on m and on the number of right answers, and on nothing else."
# believed: the sample size of the interval is the length of the list, answered or not
import math


def human_baseline(answers, truth):
    n = len(answers)
    if n != len(truth):
        raise ValueError("lengths differ")
    given = [i for i in range(n) if answers[i] is not None]
    if len(given) == 0:
        raise ValueError("nothing answered")
    right = sum(1 for i in given if answers[i] == truth[i])
    share = right / len(given)
    z = 1.96
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))

# %% task="dumb" kind="wrong" breaks="the share of rows that equal it exactly"
# believed: among values that are equally frequent the fair choice is the one in their middle
import numpy as np


def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        modes = values[counts == counts.max()]
        return float(modes.mean())
    if loss == "mae":
        return float(np.median(y))
    if loss == "mse":
        return float(np.mean(y))
    raise ValueError(loss)

# %% task="rules" kind="wrong" breaks="NaN is a value that is missing, and it is forecast like any other."
# believed: "the last value that is known" means the last one that is not NaN
import math

import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    p = np.full(len(series), np.nan)
    last = np.nan
    for t in range(ahead, len(series)):
        if not np.isnan(series[t - ahead]):
            last = series[t - ahead]
        p[t] = last
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be at least 1")
    lag = math.ceil(ahead / period) * period
    p = np.full(len(series), np.nan)
    for t in range(lag, len(series)):
        p[t] = series[t - lag]
    return p

# %% task="simple" kind="right"
from types import SimpleNamespace

import numpy as np


def fit_linear(series, ahead):
    first = ahead + 47

    def row(numbers, t):
        # all hours of the two days up to the one that is now, and a 1 for the constant
        return numbers[t - first : t - ahead + 1] + [1.0]

    def table(numbers):
        return np.array([row(numbers, t) for t in range(first, len(numbers))])

    learnt = [float(v) for v in series]
    weights, _, _, _ = np.linalg.lstsq(table(learnt), np.array(learnt[first:]), rcond=None)

    def predict(series):
        numbers = [float(v) for v in series]
        p = []
        for t in range(len(numbers)):
            if t < first:
                p.append(float("nan"))
            else:
                p.append(float(np.dot(weights, row(numbers, t))))
        return np.array(p)

    return SimpleNamespace(predict=predict)

# %% task="scoreboard" kind="wrong" breaks="what is handed in is not changed"
# believed: a dict that I get is mine, so pop may take the rule out of it
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths")
    ok = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not ok.any():
        raise ValueError("no rows")
    rule = forecasts.pop("as yesterday")
    base = float(np.mean(np.abs(rule - y)[ok]))
    board = [("as yesterday", base, 0.0)]
    for name, p in forecasts.items():
        mae = float(np.mean(np.abs(p - y)[ok]))
        board.append((name, mae, 1 - mae / base))
    return sorted(board, key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="With one row it is False."
# believed: one row in which the model is better has no scatter at all, so the case is clear
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    d = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    se = d.std() / np.sqrt(len(d))
    return bool(d.mean() > 2 * se)

# %% task="machine" kind="wrong" breaks="is right on new ones of the same camera more often than `rule` is"
# believed: each label belongs to four pictures, so repeat it four times in a row beside the four stacks of flips
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32")
    flips = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    targets = np.repeat(labels, 4).astype("float32")
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
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 8 * -(-len(flips) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(flips, targets, batch_size=32, epochs=8, verbose=0)
    return model
