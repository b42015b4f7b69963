# %% task="myself" kind="wrong" breaks="what is returned belongs to the caller"
WHAT_I_SAID = [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0]


def my_answers():
    return WHAT_I_SAID

# %% task="human" kind="right"
def human_baseline(answers, truth):
    said, true = np.array(answers, dtype=object).astype(float), np.array(truth, dtype=float)
    if said.shape != true.shape:
        raise ValueError(f"{said.size} answers for {true.size} bananas")
    hits = (said == true)[~np.isnan(said)]
    if not hits.size:
        raise ValueError("nothing was answered")
    # Agresti and Coull: two more that are right, two more that are wrong (nearly).
    z2 = 3.8416
    many = hits.size + z2
    p = (hits.sum() + z2 / 2) / many
    half = np.sqrt(z2 * p * (1 - p) / many)
    return float(hits.mean()), max(0.0, float(p - half)), min(1.0, float(p + half))

# %% task="dumb" kind="wrong" breaks="Returns one number, an int or a float."
def constant_baseline(y, loss):
    match loss:
        case "accuracy":
            values, counts = np.unique(y, return_counts=True)
            best = values[counts == counts.max()]
            return best.item() if best.size == 1 else best
        case "mae":
            return float(np.median(y.astype(float)))
        case "mse":
            return float(y.astype(float).mean())
    raise ValueError(loss)

# %% task="rules" kind="right"
def as_now(series, ahead):
    """Look up each hour by itself."""
    if ahead < 1:
        raise ValueError("nobody needs a forecast of what is known")
    return np.array([float(series[t - ahead]) if t >= ahead else np.nan for t in range(len(series))])


def as_yesterday(series, ahead, period):
    """Go back day after day, for each hour anew."""
    if ahead < 1:
        raise ValueError("nobody needs a forecast of what is known")
    if period < 1:
        raise ValueError("a day has an hour at least")
    forecasts = np.zeros(len(series), dtype=np.float64)
    for t in range(len(series)):
        hour = t - period
        while hour > t - ahead and hour >= 0:
            hour -= period
        forecasts[t] = series[hour] if hour >= 0 else float("nan")
    return forecasts

# %% task="simple" kind="wrong" breaks="Nothing else of the series has a part in it."
class ThreeLags:
    def __init__(self, series, ahead):
        self.lags = [24, ahead, ahead + 24]  # yesterday at this hour; now; now, a day ago
        table = self.table(series)
        full = ~np.isnan(table).any(axis=1)
        y = np.asarray(series, float)
        self.w = np.linalg.lstsq(table[full], y[full], rcond=None)[0]
        self.ahead = ahead

    def table(self, series):
        n = len(series)
        table = np.full((n, 4), np.nan)
        table[:, 0] = 1
        for column, lag in enumerate(self.lags, 1):
            table[lag:, column] = series[: max(n - lag, 0)]
        return table

    def predict(self, series):
        p = self.table(series) @ self.w
        p[: self.ahead] = np.nan
        return p


def fit_linear(series, ahead):
    return ThreeLags(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these. If there are none, a ValueError is"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("where is the rule?")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    table = np.stack([p.astype(float) for p in forecasts.values()], axis=1)
    rows = np.isfinite(table).all(axis=1)
    with np.errstate(all="ignore"):
        maes = np.abs(table[rows] - y[rows, None]).sum(axis=0) / rows.sum()
        skills = 1 - maes / maes[list(forecasts).index("as yesterday")]
    board = zip(forecasts, maes.tolist(), skills.tolist())
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="With one row it is False."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    standard_error = np.std(gain) / np.sqrt(len(gain))
    return bool(np.mean(gain) > 2 * standard_error)
