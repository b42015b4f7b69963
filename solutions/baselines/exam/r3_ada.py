# %% task="myself" kind="right"
def my_answers():
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0]

# %% task="human" kind="right"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth have unequal lengths")
    given = [(a, t) for a, t in zip(answers, truth) if a is not None]
    m = len(given)
    if m == 0:
        raise ValueError("nothing was answered")
    k = sum(1 for a, t in given if a == t)
    z = 1.96
    share = k / m
    centre = (k + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * (k * (m - k) / m + z * z / 4) ** 0.5
    low = max(0.0, min(share, centre - half))
    high = min(1.0, max(share, centre + half))
    return float(share), float(low), float(high)

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(y.astype("float64")))
    if loss == "mse":
        return float(y.astype("float64").mean())
    raise ValueError(f"unknown loss {loss!r}")

# %% task="rules" kind="right"
def _shifted(series, by):
    p = np.full(len(series), np.nan)
    if by < len(series):
        p[by:] = series[: len(series) - by]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return _shifted(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    return _shifted(series, -(-ahead // period) * period)

# %% task="simple" kind="right"
def _lag(series, hours):
    column = np.full(len(series), np.nan)
    if hours < len(series):
        column[hours:] = series[:-hours]
    return column


class ThreeLags:
    def __init__(self, series, ahead):
        day = 24 if ahead <= 24 else 48
        self.lags = (day, ahead, ahead + 24)
        table = self.table(series)
        known = ~np.isnan(table).any(axis=1)
        self.weights = np.linalg.lstsq(table[known], np.asarray(series, float)[known], rcond=None)[0]

    def table(self, series):
        return np.column_stack([np.ones(len(series))] + [_lag(series, lag) for lag in self.lags])

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    return ThreeLags(series, ahead)

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    table = np.array(list(forecasts.values()), dtype=float)
    rows = ~np.isnan(table).any(axis=0)
    if not rows.any():
        raise ValueError("no row has all forecasts")
    errors = np.abs(table - np.asarray(y, float))[:, rows].mean(axis=1)
    maes = dict(zip(forecasts, errors.tolist()))
    rule = maes["as yesterday"]
    return sorted(((name, mae, 1 - mae / rule) for name, mae in maes.items()), key=lambda row: row[1])

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_model)
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    if n < 2 or gain.mean() <= 0:
        return False
    error = gain.std(ddof=1) / np.sqrt(n)
    return bool(gain.mean() > 1.9 * error)

# %% task="machine" kind="right"
def _network():
    pixels = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(pixels)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    mean = keras.layers.GlobalAveragePooling2D()(h)
    top = keras.layers.GlobalMaxPooling2D()(h)
    h = keras.layers.Concatenate()([mean, top])
    return keras.Model(pixels, keras.layers.Dense(1, activation="sigmoid")(h))


def _train(model, pictures, labels, seed, epochs=15):
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, ::-1], x[:, :, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(np.asarray(labels, "float32"), 4)
    steps = epochs * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, steps)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        model.fit(x[order], y[order], batch_size=32, epochs=1, shuffle=False, verbose=0)
    return model


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    return _train(_network(), pictures, labels, seed)
