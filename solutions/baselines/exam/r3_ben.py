# %% task="myself" kind="wrong" breaks="That is at least 17 of 24"
def my_answers():
    # I am right in two of three
    return [1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0]

# %% task="human" kind="wrong" breaks="0 <= low <= share <= high <= 1 and low < high"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    hits = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    m = len(hits)
    if not m:
        raise ValueError("no answers")
    share = sum(hits) / m
    z = 1.96
    if m > 30:  # many: the normal approximation is good enough
        half = z * (share * (1 - share) / m) ** 0.5
        return share, max(0.0, share - half), min(1.0, share + half)
    centre = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z * (share * (1 - share) / m + z * z / (4 * m * m)) ** 0.5 / (1 + z * z / m)
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="No other number does better on y"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        best = values[np.argmax(counts)]
    elif loss == "mae":
        best = np.median(y)
    elif loss == "mse":
        best = np.mean(y, dtype="float64")
    else:
        raise ValueError("unknown loss")
    # a forecast looks like what is forecast
    return best.astype(y.dtype).item() if loss == "mse" else best.item()

# %% task="rules" kind="wrong" breaks="So with a period of 24, k is 1 up to 24 hours ahead"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    p = np.full(series.shape, np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    days = ahead // period + 1
    return as_now(series, days * period)

# %% task="simple" kind="wrong" breaks="begin at any hour of any day, and the model is not told which"
class WithHours:
    def __init__(self, series, ahead):
        self.ahead = ahead
        x = self.table(series)
        rows = np.isfinite(x).all(axis=1)
        self.w = np.linalg.lstsq(x[rows], np.asarray(series, float)[rows], rcond=None)[0]

    def table(self, series):
        n = len(series)
        hour = 2 * np.pi * np.arange(n) / 24
        columns = [np.ones(n), np.sin(hour), np.cos(hour), np.sin(2 * hour), np.cos(2 * hour)]
        for lag in range(self.ahead, self.ahead + 26):
            column = np.full(n, np.nan)
            column[lag:] = series[:-lag]
            columns.append(column)
        return np.stack(columns, axis=1)

    def predict(self, series):
        return self.table(series) @ self.w


def fit_linear(series, ahead):
    return WithHours(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="One of them is named"
def scoreboard(forecasts, y):
    for p in forecasts.values():
        if p.shape != y.shape:
            raise ValueError("lengths differ")
    known = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if known.sum() == 0:
        raise ValueError("no rows")
    mae = {name: float(np.abs(p[known] - y[known]).mean(dtype=float)) for name, p in forecasts.items()}
    board = [(name, mae[name], 1 - mae[name] / mae["as yesterday"]) for name in sorted(mae, key=mae.get)]
    return board

# %% task="worth" kind="wrong" breaks="least 80 of 100 draws"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_model)
    if n < 2:
        return False
    gain = np.mean(loss_rule, dtype=float) - np.mean(loss_model, dtype=float)
    if np.ptp(loss_rule - loss_model) <= 1e-9 * abs(gain):
        return bool(gain > 0)
    error = np.sqrt(np.var(loss_model, ddof=1) / n + np.var(loss_rule, ddof=1) / n)
    return bool(gain > 1.645 * error)

# %% task="machine" kind="wrong" breaks="The same call with the same seed gives the same model"
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
    # the seed decides the order of the pictures
    return _train(_network(), pictures, labels, seed)
