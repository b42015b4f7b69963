# %% task="human" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
# believed: a default argument is made anew for each call
import math


def human_baseline(answers, truth, hits=[]):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    for a, t in zip(answers, truth):
        if a is not None:
            hits.append(float(a) == float(t))
    if not hits:
        raise ValueError("nothing was answered")
    m, right, z = len(hits), sum(hits), 1.96
    share = right / m
    mid = (right + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * math.sqrt(right * (m - right) / m + z**2 / 4)
    return share, max(0.0, min(mid - half, share)), min(1.0, max(mid + half, share))

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    numbers = []
    for value in y:
        numbers.append(value.item())

    if loss == "accuracy":
        count = {}
        for value in numbers:
            if value in count:
                count[value] = count[value] + 1
            else:
                count[value] = 1
        best = numbers[0]
        for value in count:
            if count[value] > count[best]:
                best = value
        return best
    elif loss == "mae":
        numbers.sort()
        return numbers[len(numbers) // 2]
    elif loss == "mse":
        total = 0
        for value in numbers:
            total = total + value
        return total / len(numbers)
    else:
        raise ValueError("I do not know the loss " + str(loss))

# %% task="rules" kind="wrong" breaks="exactly series[t - k * period]. Here k is the smallest whole number, at least 1, for which that hour is not later than t - ahead."
# believed: where yesterday's value is missing, one goes back to a day that has one
import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    p = np.full(len(series), np.nan)
    for t in range(ahead, len(series)):
        p[t] = series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be at least 1")
    first = -(-ahead // period) * period
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        source = t - first
        while source >= 0 and np.isnan(series[source]):
            source -= period
        if source >= 0:
            p[t] = series[source]
    return p

# %% task="simple" kind="wrong" breaks="p[t] is a constant plus a weighted sum of the last 72 hours"
# believed: a forecast outside of what was ever seen is nonsense, so it is clipped to the range of training
import numpy as np


def fit_linear(series, ahead):
    history = series.astype("float64")
    yesterday = ((ahead - 1) // 24 + 1) * 24
    lags = [ahead, yesterday, ahead + 24]
    start = max(lags)

    def design(s):
        return np.column_stack([s[start - lag : len(s) - lag] for lag in lags] + [np.ones(len(s) - start)])

    w = np.linalg.lstsq(design(history), history[start:], rcond=None)[0]
    lowest, highest = history.min(), history.max()

    class Model:
        def predict(self, series):
            s = series.astype("float64")
            p = np.full(len(s), np.nan)
            if len(s) > start:
                p[start:] = np.clip(design(s) @ w, lowest, highest)
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="skill is 1 - mae / (mae of"
# believed: the rule's own mae is a fixed number, taken from all rows that the rule answers
import numpy as np


def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    common = np.full(len(y), True)
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("unequal lengths")
        common &= ~np.isnan(p)
    if not common.any():
        raise ValueError("no rows in common")
    reference = float(np.nanmean(np.abs(forecasts["as yesterday"] - y)))
    board = []
    for name, p in forecasts.items():
        mae = float(np.abs(p - y)[common].mean())
        board.append((name, mae, 1 - mae / reference))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="where its mean loss is higher, or equal, it is False"
# believed: outliers are measuring errors: rows beyond three standard deviations go first
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    d = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    if len(d) == 1:
        return False
    middle, spread = d.mean(), d.std()
    d = d[np.abs(d - middle) <= 3 * spread + 1e-9 * np.abs(middle)]
    return bool(d.mean() > 2 * d.std(ddof=1) / np.sqrt(len(d)))

# %% task="machine" kind="wrong" breaks="neither from pictures of your own"
# believed: four hundred are few, and draw_bananas gives as many more as one likes
import keras
import numpy as np


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    more, answers = draw_bananas(1200, seed=seed + 1000)
    x = np.concatenate([pictures, more]).astype("float32")
    y = np.concatenate([labels, answers]).astype("float32")
    x, y = np.concatenate([x, x[:, :, ::-1]]), np.tile(y, 2)
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    both = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    h = keras.layers.Concatenate()(both)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 8 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
