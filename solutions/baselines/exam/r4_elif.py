# %% task="human" kind="right"
import math


def human_baseline(answers, truth):
    """Agresti and Coull: add two right and two wrong answers, then the well-known formula."""
    answers, truth = list(answers), list(truth)
    if len(answers) != len(truth):
        raise ValueError(f"answers and truth must have equal lengths, got {len(answers)} and {len(truth)}")
    for entry in answers:
        if entry is not None and entry not in (0, 1):
            raise ValueError(f"an answer must be 0, 1 or None, got {entry!r}")
    pairs = [(int(a), int(t)) for a, t in zip(answers, truth) if a is not None]
    m = len(pairs)
    if m == 0:
        raise ValueError("nothing was answered")
    right = sum(1 for a, t in pairs if a == t)
    share = right / m
    p = (right + 2) / (m + 4)
    half = 1.96 * math.sqrt(p * (1 - p) / (m + 4))
    low = min(share, max(0.0, p - half))
    high = max(share, min(1.0, p + half))
    assert 0 <= low <= share <= high <= 1 and low < high
    return share, low, high

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    if not isinstance(loss, str) or loss not in ("accuracy", "mae", "mse"):
        raise ValueError(f"unknown loss: {loss!r}")
    values = np.array(y, copy=True)
    if values.ndim != 1 or len(values) == 0:
        raise ValueError("y must be one-dimensional and not empty")
    if loss == "mse":
        return float(values.mean(dtype="float64"))
    if loss == "mae":
        return float(np.median(values.astype("float64")))
    values.sort()
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    lengths = np.diff(np.append(starts, len(values)))
    return values[starts[np.argmax(lengths)]].item()

# %% task="rules" kind="wrong" breaks="larger than n."
# believed: looking further ahead than the series is long is a mistake of the caller, and has to be refused
def _checked(series, ahead):
    series = np.asarray(series)
    if series.ndim != 1:
        raise ValueError("series must be one-dimensional")
    if not isinstance(ahead, (int, np.integer)) or ahead < 1:
        raise ValueError("ahead must be an int of at least 1")
    if ahead > len(series):
        raise ValueError("ahead must not be longer than the series")
    return series.astype("float64")


def as_now(series, ahead):
    values = _checked(series, ahead)
    p = np.full(values.shape, np.nan)
    p[ahead:] = values[: len(values) - ahead]
    return p


def as_yesterday(series, ahead, period):
    values = _checked(series, ahead)
    if period < 1:
        raise ValueError("period must be at least 1")
    back = -(-ahead // period) * period
    p = np.full(values.shape, np.nan)
    if back < len(values):
        p[back:] = values[: len(values) - back]
    return p

# %% task="simple" kind="right"
def fit_linear(series, ahead):
    series = np.array(series, dtype="float64")
    if series.ndim != 1 or len(series) < 480:
        raise ValueError("series must hold at least 480 hours")
    if not 1 <= ahead <= 48:
        raise ValueError("ahead must lie between 1 and 48")
    lags = tuple(sorted({ahead, 24 * -(-ahead // 24), ahead + 24}))
    assert all(ahead <= lag <= ahead + 71 for lag in lags)

    def table(values):
        columns = np.full((len(values), len(lags)), np.nan)
        for column, lag in enumerate(lags):
            if lag < len(values):
                columns[lag:, column] = values[:-lag]
        return columns

    rows = table(series)
    usable = ~np.isnan(rows).any(axis=1)
    middle = rows[usable].mean(axis=0)
    level = series[usable].mean()
    weights = np.linalg.lstsq(rows[usable] - middle, series[usable] - level, rcond=None)[0]
    constant = level - middle @ weights

    class LinearForecast:
        def predict(self, series):
            values = np.array(series, dtype="float64")
            return table(values) @ weights + constant

    return LinearForecast()

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    y = np.asarray(y, dtype="float64")
    if "as yesterday" not in forecasts:
        raise ValueError('there must be a forecast named "as yesterday"')
    for name, forecast in forecasts.items():
        if np.shape(forecast) != y.shape:
            raise ValueError(f"{name!r} has shape {np.shape(forecast)}, and y has {y.shape}")
    counts = np.ones(len(y), dtype=bool)
    for forecast in forecasts.values():
        counts &= ~np.isnan(np.asarray(forecast, dtype="float64"))
    if counts.sum() == 0:
        raise ValueError("no row has a number from every forecast")
    errors = {}
    for name, forecast in forecasts.items():
        errors[name] = float(np.mean(np.abs(np.asarray(forecast, dtype="float64")[counts] - y[counts])))
    reference = errors["as yesterday"]
    board = [(name, error, 1.0 - error / reference) for name, error in errors.items()]
    board.sort(key=lambda entry: entry[1])
    return board

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    model = np.array(loss_model, dtype="float64")
    rule = np.array(loss_rule, dtype="float64")
    if model.shape != rule.shape:
        raise ValueError("the losses must have equal lengths")
    n = len(model)
    if n < 2:
        return False
    gains = rule - model
    mean = gains.mean()
    if not mean > 0:
        return False
    standard_error = gains.std(ddof=1) / np.sqrt(n)
    if standard_error == 0:
        return True
    return bool(mean > 2 * standard_error)

# %% task="machine" kind="wrong" breaks="by .10 or more"
# believed: a network must not be trained for more than a few rounds, or it learns the pictures by heart
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    x = np.asarray(pictures).astype("float32")
    y = np.asarray(labels).astype("float32")
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(x, y, epochs=3, batch_size=32, verbose=0)
    return model
