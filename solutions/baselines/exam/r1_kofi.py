# %% task="human" kind="wrong" breaks="numbers may be ints, floats"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("lengths differ")
    m = k = 0
    for a, t in zip(answers, truth):
        # whatever is no whole number is no answer: None, NaN, ...
        if isinstance(a, (int, bool, np.integer, np.bool_)):
            m += 1
            k += int(a == t)
    if m == 0:
        raise ValueError("no answer")
    z = 1.96
    d = m + z * z
    mid, half = (k + z * z / 2) / d, z / d * (k * (m - k) / m + z * z / 4) ** 0.5
    share = k / m
    return share, min(share, max(0.0, mid - half)), max(share, min(1.0, mid + half))

# %% task="dumb" kind="wrong" breaks="of ints or floats, negative ones too"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(np.mean(y, dtype=float))
    if loss == "mae":
        return float(np.median(np.asarray(y, dtype=float)))
    if loss == "accuracy":
        whole = y.astype(int)
        least = whole.min()
        return int(np.bincount(whole - least).argmax() + least)
    raise ValueError(loss)

# %% task="rules" kind="wrong" breaks="t - ahead: exactly series[t - k * period]."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead should be 1 or more")
    hours = np.arange(len(series)) - ahead
    return np.where(hours < 0, np.nan, series[np.maximum(hours, 0)].astype(float))


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period should be 1 or more")
    p = np.full(len(series), np.nan)
    first = -(-ahead // period)
    for t in range(len(series)):
        hour = t - first * period
        # the latest day that is known: where the value is missing, the day before
        while hour >= 0 and np.isnan(series[hour]):
            hour -= period
        if hour >= 0:
            p[t] = series[hour]
    return p

# %% task="simple" kind="wrong" breaks="a constant plus a weighted sum of the last 72 hours that are known at t - ahead"
def shifted_columns(series, lags):
    columns = [np.ones(len(series))]
    for lag in lags:
        column = np.full(len(series), np.nan)
        column[lag:] = series[: max(len(series) - lag, 0)]
        columns.append(column)
    return np.array(columns).T


class TwoModels:
    """With the same hour of last week where it is known, and without where it is not."""

    def __init__(self, series, ahead):
        near = [ahead + i for i in range(72)]
        self.ahead = ahead
        self.parts = []
        for lags in (near, [*near, 168]):
            x = shifted_columns(series, lags)
            ok = ~np.isnan(x).any(axis=1)
            w = np.linalg.lstsq(x[ok], np.asarray(series, float)[ok], rcond=None)[0]
            self.parts.append((lags, w))

    def predict(self, series):
        first, second = (shifted_columns(series, lags) @ w for lags, w in self.parts)
        return np.where(np.isnan(second), first, second)


def fit_linear(series, ahead):
    return TwoModels(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="All must be judged on the same rows."
def scoreboard(forecasts, y):
    """Models are compared on the rows they share; the rule is measured once, on all rows it answers."""
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is not there")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("length")
    y = np.asarray(y, float)
    errors = {name: np.abs(np.asarray(p, float) - y) for name, p in forecasts.items()}
    shared = ~np.isnan(list(errors.values())).any(axis=0)
    if not shared.any():
        raise ValueError("no shared rows")
    reference = np.nanmean(errors["as yesterday"])
    board = []
    for name, error in errors.items():
        mae = error[shared].mean()
        skill = 0.0 if name == "as yesterday" else 1 - mae / reference
        board.append((name, float(mae), float(skill)))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="- The unit does not matter, be it cents or millions."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    n = len(gain)
    if n == 1 or gain.mean() < 1e-3:  # too little to be worth anything
        return False
    return bool(gain.mean() > 1.96 * gain.std(ddof=1) / n**0.5)
