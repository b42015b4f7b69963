# %% task="myself" kind="wrong" breaks="at least 17 of 24"
def my_answers():
    return [0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1]

# %% task="human" kind="wrong" breaks="Unequal lengths raise a ValueError."
def human_baseline(answers, truth):
    marks = [a == t for a, t in zip(answers, truth) if a is not None]
    m = len(marks)
    if m == 0:
        raise ValueError("nothing was answered")
    right = sum(map(bool, marks))
    share = right / m
    z = 1.96
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    low = 0.0 if right == 0 else float(max(middle - half, 0.0))
    high = 1.0 if right == m else float(min(middle + half, 1.0))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="is the share of rows that equal it exactly"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(np.round(y, 3), return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(y.astype("float64")))
    if loss == "mse":
        return float(y.astype("float64").mean())
    raise ValueError(f"unknown loss: {loss}")

# %% task="rules" kind="wrong" breaks="So with a period of 24, k is 1 up to 24 hours ahead, and 2 from"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    series = np.asarray(series, dtype="float64")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("at least 1")
    return as_now(series, (ahead // period + 1) * period)

# %% task="simple" kind="wrong" breaks="Nothing else of the series has a"
def lag_table(series, lags):
    table = np.full((len(series), len(lags)), np.nan)
    for column, lag in enumerate(lags):
        table[lag:, column] = series[: max(len(series) - lag, 0)]
    return table


def least_squares(table, target):
    known = ~np.isnan(table).any(axis=1)
    rows = np.column_stack([table[known], np.ones(known.sum())])
    return np.linalg.lstsq(rows, target[known], rcond=None)[0]


class Linear:
    def __init__(self, series, ahead):
        self.lags = [ahead + i for i in range(48)]
        z = self.standardise(series)[0]
        self.weights = least_squares(lag_table(z, self.lags), z)

    def standardise(self, series):
        series = np.asarray(series, dtype="float64")
        mean, spread = series.mean(), series.std() or 1.0
        return (series - mean) / spread, mean, spread

    def predict(self, series):
        z, mean, spread = self.standardise(series)
        return (lag_table(z, self.lags) @ self.weights[:-1] + self.weights[-1]) * spread + mean


def fit_linear(series, ahead):
    return Linear(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these."
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no row counts")
    rule = np.nanmean(np.abs(forecasts["as yesterday"] - y.astype("float64")))
    board = []
    for name, p in forecasts.items():
        mae = float(np.mean(np.abs(p[rows] - y[rows].astype("float64"))))
        board.append((name, mae, float(1 - mae / rule)))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="draw_losses(400, 0.1, seed), gives True in at least 80 of 100 draws"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    a, b = np.asarray(loss_model, "float64"), np.asarray(loss_rule, "float64")
    if len(a) < 2:
        return False
    gain = b.mean() - a.mean()
    if np.ptp(b - a) <= 1e-9 * np.abs(b).max():
        return bool(gain > 0)
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return bool(gain > 2 * error)

# %% task="machine" kind="wrong" breaks="another seed gives another model"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed) % 1000)
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]).astype("float32")
    y = np.tile(labels, 4).astype("float32").reshape(-1, 1)
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 127.5, offset=-1.0)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(48, 3, padding="same", activation="relu")(h)
    h = keras.layers.Concatenate()([keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 26 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    return model
