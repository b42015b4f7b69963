# %% task="myself" kind="wrong" breaks="in the order of their numbers"
# believed: the sheet is read column by column, from top to bottom
def my_answers():
    columns = [
        [1, 0, 1],  # left edge of the sheet
        [1, 1, 0],
        [0, 1, 1],
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 1],
        [1, 1, 0],  # right edge
    ]
    answers = []
    for column in columns:
        answers.extend(column)
    return answers

# %% task="human" kind="wrong" breaks="Unequal lengths raise a ValueError."
# believed: zip complains by itself when one list is longer
import numpy as np


def human_baseline(answers, truth):
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None]
    m = len(pairs)
    if m == 0:
        raise ValueError("no answers given")
    right = sum(1 for a, t in pairs if a == t)
    z = 1.96
    share = right / m
    centre = (right + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * np.sqrt(right * (m - right) / m + z**2 / 4)
    return share, float(max(0.0, min(centre - half, share))), float(min(1.0, max(centre + half, share)))

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError."
# believed: there are three losses, so the last one needs no question
import numpy as np


def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    elif loss == "mae":
        return np.median(y)
    else:
        return np.mean(y)

# %% task="rules" kind="wrong" breaks="exactly series[t - k * period]"
# believed: yesterday is counted from the hour at which the forecast is made
import numpy as np


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead < 1")
    n = len(series)
    return np.array([float(series[t - ahead]) if t >= ahead else np.nan for t in range(n)])


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("ahead < 1")
    if period < 1:
        raise ValueError("period < 1")
    n = len(series)
    back = ahead + period
    return np.array([float(series[t - back]) if t >= back else np.nan for t in range(n)])

# %% task="simple" kind="wrong" breaks="at most .7 times the lower of the two at 3 hours ahead"
# believed: the simplest model has one input: what it is now
import numpy as np


class OneLag:
    def __init__(self, slope, constant, ahead):
        self.slope, self.constant, self.ahead = slope, constant, ahead

    def predict(self, series):
        p = np.full(len(series), np.nan)
        for t in range(self.ahead, len(series)):
            p[t] = self.constant + self.slope * series[t - self.ahead]
        return p


def fit_linear(series, ahead):
    x = series[:-ahead].astype(float)
    y = series[ahead:].astype(float)
    slope, constant = np.polyfit(x, y, 1)
    return OneLag(slope, constant, ahead)

# %% task="scoreboard" kind="wrong" breaks="without it, a ValueError is raised"
# believed: a missing key raises an error by itself, and any error will do
import numpy as np


def scoreboard(forecasts, y):
    baseline = np.asarray(forecasts["as yesterday"], float)
    ok = ~np.isnan(baseline)
    for name, p in forecasts.items():
        if len(p) != len(y):
            raise ValueError(name)
        ok = ok & ~np.isnan(p)
    if not ok.any():
        raise ValueError("nothing to compare")
    base = np.abs(baseline[ok] - y[ok]).mean()
    board = []
    for name, p in forecasts.items():
        mae = np.abs(p[ok] - y[ok]).mean()
        board.append((name, float(mae), float(1 - mae / base)))
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="wrong" breaks="A gain of a tenth in 400 rows"
# believed: the scatter of a mean is the standard deviation of the rows
import numpy as np


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    if len(loss_model) < 2:
        return False
    d = loss_rule - loss_model
    return bool(d.mean() > 2 * d.std(ddof=1))

# %% task="machine" kind="wrong" breaks="by .10 or more, as .90 is to .80"
# believed: softmax makes probabilities, of one unit as well
import keras


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.GlobalMaxPooling2D(),
            keras.layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(pictures.astype("float32"), labels.astype("float32"), epochs=8, verbose=0)
    return model
