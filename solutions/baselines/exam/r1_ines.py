# %% task="human" kind="wrong" breaks="Where half of the answers are right, high - low is at most 2.1 / sqrt(m), for these m."
def human_baseline(answers, truth):
    """Agresti and Coull, to be on the safe side with 2.576."""
    answers, truth = list(answers), list(truth)
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    hits = [a == t for a, t in zip(answers, truth) if a is not None]
    if not hits:
        raise ValueError("nothing was answered")
    m, right = len(hits), int(sum(map(bool, hits)))
    z = 2.576
    many = m + z**2
    p = (right + z**2 / 2) / many
    half = z * (p * (1 - p) / many) ** 0.5
    share = right / m
    return share, min(share, max(0.0, p - half)), max(share, min(1.0, p + half))

# %% task="dumb" kind="wrong" breaks="the share of rows that equal it exactly"
from collections import Counter


def constant_baseline(y, loss):
    if loss == "accuracy":
        texts = Counter(map(repr, y.tolist()))
        most = texts.most_common(1)[0][0]
        return float(most)
    if loss == "mae":
        return float(np.median(y.astype(float)))
    if loss == "mse":
        return float(np.mean(y.astype(float)))
    raise ValueError(f"{loss!r}?")

# %% task="rules" kind="wrong" breaks="and it is forecast like any other"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError(f"ahead is {ahead}")
    known, last = [], np.nan
    for value in series:
        if not np.isnan(value):
            last = float(value)
        known.append(last)
    p = np.full(len(series), np.nan)
    for t in range(ahead, len(series)):
        p[t] = known[t - ahead]  # the last value that is known then
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError(f"ahead is {ahead}, period {period}")
    k = 1
    while k * period < ahead:
        k += 1
    p = np.full(len(series), np.nan)
    for t in range(k * period, len(series)):
        p[t] = series[t - k * period]
    return p

# %% task="simple" kind="right"
def lags_of(series, ahead):
    """One row for each hour: a one, and the last 72 hours that are known. NaN where there are none."""
    padded = np.concatenate([np.full(ahead + 71, np.nan), np.asarray(series, dtype=float)])
    rows = np.lib.stride_tricks.sliding_window_view(padded, 72)[: len(series)]
    return np.column_stack([np.ones(len(series)), rows])


class Linear:
    def __init__(self, weights, ahead):
        self.weights, self.ahead = weights, ahead

    def predict(self, series):
        return lags_of(series, self.ahead) @ self.weights


def fit_linear(series, ahead):
    rows = lags_of(series, ahead)
    full = np.isfinite(rows).all(axis=1)
    target = np.asarray(series, dtype=float)
    return Linear(np.linalg.lstsq(rows[full], target[full], rcond=None)[0], ahead)

# %% task="scoreboard" kind="right"
import math
from bisect import insort
from dataclasses import dataclass


@dataclass(order=True)
class Entry:
    mae: float
    place: int
    name: str


def scoreboard(forecasts, y):
    """Walk through the rows one by one, and keep a sum for each forecast."""
    if "as yesterday" not in forecasts:
        raise ValueError("without the rule there is no skill")
    truth = [float(value) for value in y]
    columns = {}
    for name, forecast in forecasts.items():
        column = [float(value) for value in forecast]
        if len(column) != len(truth):
            raise ValueError(f"{name}: {len(column)} rows, and y has {len(truth)}")
        columns[name] = column
    sums, counted = dict.fromkeys(columns, 0.0), 0
    for row, value in enumerate(truth):
        said = {name: column[row] for name, column in columns.items()}
        if any(math.isnan(number) for number in said.values()):
            continue
        counted += 1
        for name, number in said.items():
            sums[name] += abs(number - value)
    if counted == 0:
        raise ValueError("on no row did everybody answer")
    ranked = []
    for place, name in enumerate(columns):
        insort(ranked, Entry(sums[name] / counted, place, name))
    rule = sums["as yesterday"] / counted
    return [(entry.name, entry.mae, 1 - entry.mae / rule) for entry in ranked]

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    model, rule = np.array(loss_model, dtype=float), np.array(loss_rule, dtype=float)
    if model.shape != rule.shape:
        raise ValueError("each row needs two losses")
    gain = rule - model
    n, largest = gain.size, np.abs(gain).max()
    if n == 1 or largest == 0:
        return False
    gain = gain / largest
    return bool(gain.mean() > 2 * gain.std(ddof=1) / np.sqrt(n))
