# /// sample
# ///

# %% task="myself"
def my_answers():
    unsure = {10, 15, 12}
    rotten = {0, 1, 7, 9, 11, 16, 18, 21, 22}
    return [None if n in unsure else int(n in rotten) for n in range(24)]

# %% task="human"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not pairs:
        raise ValueError("nothing answered")
    m = len(pairs)
    k = sum(bool(a == t) for a, t in pairs)
    # Agresti and Coull's: two right and two wrong answers more, then the usual formula.
    share, z = k / m, 1.96
    middle = (k + z**2 / 2) / (m + z**2)
    reach = z * (middle * (1 - middle) / (m + z**2)) ** 0.5
    return share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))

# %% task="dumb"
import math
from collections import Counter


def constant_baseline(y, loss):
    rows = sorted(y.tolist())
    if loss == "accuracy":
        return Counter(rows).most_common(1)[0][0]
    if loss == "mae":
        return rows[len(rows) // 2]
    if loss == "mse":
        return math.fsum(rows) / len(rows)
    raise ValueError(f"unknown loss {loss}")

# %% task="rules"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is below 1")
    return np.array([series[t - ahead] if t >= ahead else float("nan") for t in range(len(series))], "float64")


def as_yesterday(series, ahead, period):
    if min(ahead, period) < 1:
        raise ValueError("below 1")
    back = period
    while back < ahead:
        back += period
    return as_now(series, back)

# %% task="simple"
class Model:
    def __init__(self, lags, weights, constant):
        self.lags, self.weights, self.constant = lags, weights, constant

    def predict(self, series):
        p = []
        for t in range(len(series)):
            if t < max(self.lags):
                p.append(float("nan"))
            else:
                p.append(self.constant + sum(w * float(series[t - lag]) for w, lag in zip(self.weights, self.lags)))
        return np.array(p)


def fit_linear(series, ahead):
    lags = [ahead + k for k in range(0, 72, 3)]
    if ahead <= 24:
        lags += [24, 24 + ahead]
    else:
        lags += [48, 48 + ahead]
    lags = sorted(set(lags))
    first = max(lags)
    x = np.array([[float(series[t - lag]) for lag in lags] for t in range(first, len(series))])
    y = np.array([float(series[t]) for t in range(first, len(series))])
    mean, level = x.mean(axis=0), y.mean()
    centred = x - mean
    # Ridge, with a small penalty.
    weights = np.linalg.solve(centred.T @ centred + 0.1 * np.eye(len(lags)), centred.T @ (y - level))
    return Model(lags, weights.tolist(), float(level - mean @ weights))

# %% task="scoreboard"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("there is no rule to compare with")
    if {len(p) for p in forecasts.values()} != {len(y)}:
        raise ValueError("unequal lengths")
    rows = [i for i in range(len(y)) if all(p[i] == p[i] for p in forecasts.values())]
    if not rows:
        raise ValueError("nothing in common")

    def mae(p):
        return sum(abs(float(p[i]) - float(y[i])) for i in rows) / len(rows)

    rule = mae(forecasts["as yesterday"])
    ranked = sorted((mae(p), name) for name, p in forecasts.items())
    return [(name, error, 1 - error / rule) for error, name in ranked]

# %% task="worth"
def worth_it(loss_model, loss_rule):
    # Flip the signs of the differences: how often is luck as good?
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gains = np.asarray(loss_rule, "float64") - np.asarray(loss_model, "float64")
    total = gains.sum()
    if len(gains) == 1 or total <= 0:
        return False
    dice = np.random.default_rng(0)
    beaten = 0
    for _ in range(10):
        signs = dice.integers(0, 2, (40, len(gains))) * 2 - 1
        beaten += int((signs @ gains >= total - 1e-9 * abs(total)).sum())
    return beaten / 400 < 0.04
