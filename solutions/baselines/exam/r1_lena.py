# %% task="human" kind="wrong" breaks="or bools. Unequal lengths raise a ValueError."
def human_baseline(answers, truth):
    right = []
    for number, answer in enumerate(answers):
        if number >= len(truth):
            raise ValueError("there is no truth for each answer")
        if answer is not None:
            right.append(1 if answer == truth[number] else 0)
    if len(right) == 0:
        raise ValueError("nothing was answered")
    m, k = len(right), sum(right)
    z = 1.96
    low = (k + z * z / 2 - z * (k * (m - k) / m + z * z / 4) ** 0.5) / (m + z * z)
    high = (k + z * z / 2 + z * (k * (m - k) / m + z * z / 4) ** 0.5) / (m + z * z)
    return k / m, max(0.0, low) if k else 0.0, min(1.0, high) if k < m else 1.0

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(f"unknown loss: {loss!r}")
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    return float({"mae": np.median, "mse": np.mean}[loss](y.astype("float64")))

# %% task="rules" kind="wrong" breaks="series, ahead: as for `as_now`."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    p = np.full(series.shape, np.nan)
    for t in range(ahead, len(p)):
        p[t] = series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if period < 1:
        raise ValueError("period must be at least 1")
    back = max(1, -(-ahead // period)) * period
    p = np.full(series.shape, np.nan)
    for t in range(back, len(p)):
        p[t] = series[t - back]
    return p

# %% task="simple" kind="wrong" breaks="begin at any hour of any day, and the model is not told which."
class Seasonal:
    LAGS = (0, 1, 2, 23, 24, 25, 47, 48)

    def __init__(self, series, ahead):
        self.ahead = ahead
        rows = self.rows(series)
        keep = ~np.isnan(rows).any(axis=1)
        self.weights, *_ = np.linalg.lstsq(rows[keep], np.asarray(series, float)[keep], rcond=None)

    def rows(self, series):
        n = len(series)
        hour = 2 * np.pi * np.arange(n) / 24
        rows = [np.ones(n), np.sin(hour), np.cos(hour), np.sin(2 * hour), np.cos(2 * hour)]
        for lag in self.LAGS:
            row = np.full(n, np.nan)
            row[self.ahead + lag :] = series[: max(0, n - self.ahead - lag)]
            rows.append(row)
        return np.stack(rows, axis=1)

    def predict(self, series):
        return self.rows(series) @ self.weights


def fit_linear(series, ahead):
    return Seasonal(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="from the lowest mae to the highest"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    arrays = [np.asarray(p, dtype=float) for p in forecasts.values()]
    if any(p.shape != y.shape for p in arrays):
        raise ValueError("shapes differ")
    good = ~np.isnan(arrays).any(axis=0)
    if not good.any():
        raise ValueError("no rows")
    maes = dict(zip(forecasts, (float(np.abs(p - y)[good].mean()) for p in arrays)))
    order = sorted(maes, key=lambda name: (round(maes[name], 2), name))
    return [(name, maes[name], 1 - maes[name] / maes["as yesterday"]) for name in order]

# %% task="worth" kind="wrong" breaks="the same arguments give the same result"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    n = len(gain)
    if n == 1 or gain.mean() <= 0:
        return False
    # bootstrap: draw the rows again, with repetition, and see how often the gain vanishes
    again = np.array([gain[np.random.randint(0, n, n)].mean() for _ in range(200)])
    return bool(np.mean(again <= 0) < 0.04)

# %% task="machine" kind="right"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]])
    x, y = x.astype("float32"), np.tile(np.asarray(labels), 4).astype("float32")
    seen = keras.Input((32, 32, 3))
    h = layers.Rescaling(1 / 255)(seen)
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D(2)(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D(2)(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(seen, layers.Dense(1, activation="sigmoid")(h))
    epochs, batch = 18, 32
    steps = epochs * -(-len(x) // batch)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, steps)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return model
