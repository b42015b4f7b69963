# %% task="myself" kind="right"
class Belt:
    truthful = [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1]
    tired = [1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1]

    def say(self):
        # 12 right in the first half, 5 in the second: 17 of 24.
        return list(self.truthful) + list(self.tired)


def my_answers():
    return Belt().say()

# %% task="human" kind="right"
import math


def human_baseline(answers, truth):
    """On the scale of the arc sine, the scatter of a share is the same everywhere."""
    answers, truth = list(answers), list(truth)
    if len(answers) != len(truth):
        raise ValueError("not of one length")
    marks = [bool(a) is bool(t) for a, t in zip(answers, truth) if a is not None]
    if marks == []:
        raise ValueError("no answer was given")
    k, m = sum(marks), len(marks)
    angle = math.asin(math.sqrt((k + 0.375) / (m + 0.75)))
    reach = 0.98 / math.sqrt(m + 0.5)
    low = math.sin(max(angle - reach, 0.0)) ** 2 if k > 0 else 0.0
    high = math.sin(min(angle + reach, math.pi / 2)) ** 2 if k < m else 1.0
    return k / m, min(low, k / m), max(high, k / m)

# %% task="dumb" kind="right"
from collections import Counter


class Dumb:
    def accuracy(self, y):
        return Counter(y.tolist()).most_common(1)[0][0]

    def mae(self, y):
        return sorted(y.tolist())[len(y) // 2]

    def mse(self, y):
        numbers = y.tolist()
        return sum(numbers) / len(numbers)


def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError("accuracy, mae or mse")
    return getattr(Dumb(), loss)(y)

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError
    n = series.size
    return np.concatenate([np.full(min(ahead, n), np.nan), series[: max(n - ahead, 0)].astype("float64")])


def as_yesterday(series, ahead, period):
    if min(ahead, period) < 1:
        raise ValueError
    back = period
    while back < ahead:
        back += period
    return as_now(series, back)

# %% task="simple" kind="right"
class _Fitted:
    __slots__ = ("_predict",)

    def __init__(self, predict):
        self._predict = predict

    def predict(self, series):
        return self._predict(series)


def fit_linear(series, ahead):
    # All hours of the latest two days that are known, as columns of a matrix made with indices.
    lags = ahead + np.arange(49)

    def take(numbers):
        numbers = np.asarray(numbers).astype("float64")
        hours = np.arange(len(numbers))[:, None] - lags
        return np.where(hours >= 0, numbers[np.maximum(hours, 0)], np.nan)

    known = np.array(series).astype("float64")
    first = ahead + 48
    x, target = take(known)[first:], known[first:]
    middle, goal = x.mean(axis=0), target.mean()
    weights = np.linalg.pinv(x - middle, rcond=1e-9) @ (target - goal)

    def predict(fresh):
        return (take(fresh) - middle) @ weights + goal

    return _Fitted(predict)

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    try:
        rule = forecasts["as yesterday"]
    except KeyError:
        raise ValueError("no rule to compare with") from None
    count = np.ones(len(y), dtype=bool)
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("another length")
        count = count & (p == p)
    if count.sum() < 1:
        raise ValueError("nothing to judge")

    def mae(p):
        return float(np.mean(np.abs(p[count].astype("float64") - y[count].astype("float64"))))

    board = []
    for name in forecasts:
        entry = (name, mae(forecasts[name]), 1 - mae(forecasts[name]) / mae(rule))
        place = 0
        while place < len(board) and board[place][1] <= entry[1]:
            place += 1
        board.insert(place, entry)
    return board

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    a, b = (np.asarray(c, "f8") for c in (loss_model, loss_rule))
    if a.size != b.size: raise ValueError
    d = b - a; d = d / (abs(d).max() or 1.0)
    return bool(len(d) > 1 and d.mean() > 0 and d.mean() >= 1.98 * d.std(ddof=1) / len(d) ** .5)
