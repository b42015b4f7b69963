# /// sample
# ///

# %% task="human"
from scipy.stats import beta


def human_baseline(answers, truth):
    answers, truth = list(answers), list(truth)
    if len(answers) != len(truth):
        raise ValueError("lengths differ")
    right = [float(a == t) for a, t in zip(answers, truth) if a is not None]
    m, k = len(right), sum(right)
    if m == 0:
        raise ValueError("m is 0")
    low, high = beta.ppf([0.025, 0.975], k + 0.5, m - k + 0.5)
    return k / m, 0.0 if k == 0 else float(low), 1.0 if k == m else float(high)

# %% task="simple"
def known_hours(series, ahead):
    padded = np.concatenate([np.full(ahead + 71, np.nan), np.asarray(series, "float64")])
    return np.lib.stride_tricks.sliding_window_view(padded, 72)[:len(series)]


class Weights:
    def __init__(self, weights, ahead):
        self.weights, self.ahead = weights, ahead

    def predict(self, series):
        rows = known_hours(series, self.ahead)[:, -48:]
        return rows @ self.weights[1:] + self.weights[0]


def fit_linear(series, ahead):
    rows = known_hours(series, ahead)[:, -48:]
    good = np.isfinite(rows).all(axis=1)
    table = np.column_stack([np.ones(good.sum()), rows[good]])
    return Weights(np.linalg.pinv(table) @ np.asarray(series, "float64")[good], ahead)

# %% task="worth"
def worth_it(loss_model, loss_rule):
    a, b = np.asarray(loss_model, "float64"), np.asarray(loss_rule, "float64")
    if len(a) != len(b):
        raise ValueError("lengths differ")
    gains = b - a
    n = len(gains)
    if n == 1:
        return False
    # The mean gain of rows that are drawn again and again: is nearly all of it above 0?
    rng = np.random.default_rng(1)
    if n > 2000:
        error = gains.std() / n**0.5
        return bool(gains.mean() > 2 * error)
    means = gains[rng.integers(0, n, (600, n))].mean(axis=1)
    return bool(np.quantile(means, 0.03) > 0)
