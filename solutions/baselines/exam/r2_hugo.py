# %% task="myself" kind="wrong" breaks="Returns a list of 24 entries"
def my_answers():
    return (1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0)

# %% task="human" kind="wrong" breaks="0 <= low <= share <= high <= 1 and low < high"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    marks = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not marks:
        raise ValueError("no answers")
    m, right = len(marks), sum(marks)
    share = right / m
    if m > 30:
        # Large enough for the normal approximation.
        half = 1.96 * (share * (1 - share) / m) ** 0.5
        return share, max(0.0, share - half), min(1.0, share + half)
    z = 1.96
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    low = 0.0 if right == 0 else float(max(middle - half, 0.0))
    high = 1.0 if right == m else float(min(middle + half, 1.0))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="what is handed in is not changed"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(np.mean(y, dtype="float64"))
    if loss not in ("accuracy", "mae"):
        raise ValueError("loss")
    y.sort()
    if loss == "mae":
        return y[len(y) // 2].item()
    best, most, run = y[0], 0, 0
    for i in range(len(y)):
        run = run + 1 if i and y[i] == y[i - 1] else 1
        if run > most:
            best, most = y[i], run
    return best.item()

# %% task="rules" kind="wrong" breaks="It is exactly series[t - ahead]"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    series = np.asarray(series, dtype="float64")
    p = np.full(len(series), np.nan, dtype="float32")
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("at least 1")
    return as_now(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="The unit does not matter: °C, °F, kelvin."
class Descent:
    def __init__(self, series, ahead):
        day = 24 if ahead <= 24 else 48
        self.lags = (ahead, day, ahead + 24, day + 24, ahead + 48)
        series = np.array(series, dtype="float64")
        first = ahead + 71
        x, y = self.table(series)[first:], series[first:]
        self.w = np.array([0.4, 0.2, 0.0, 0.2, 0.2, 0.0])
        for _ in range(20_000):
            self.w = self.w - 2e-4 * x.T @ (x @ self.w - y) / len(x)

    def table(self, series):
        t = np.arange(len(series))
        columns = [np.where(t < lag, np.nan, series[np.maximum(t - lag, 0)]) for lag in self.lags]
        return np.column_stack([*columns, np.ones(len(series))])

    def predict(self, series):
        return self.table(np.array(series, dtype="float64")) @ self.w


def fit_linear(series, ahead):
    return Descent(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="Returns a list of tuples (name, mae, skill), one for each forecast"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no row counts")
    by_error = {}
    for name, p in forecasts.items():
        by_error[float(np.abs(p[rows] - y[rows].astype("float64")).mean())] = name
    rule = float(np.abs(forecasts["as yesterday"][rows] - y[rows].astype("float64")).mean())
    return [(by_error[mae], mae, 1 - mae / rule) for mae in sorted(by_error)]

# %% task="worth" kind="wrong" breaks="Unequal lengths raise a ValueError."
def worth_it(loss_model, loss_rule):
    gain = np.array([float(r) - float(m) for m, r in zip(loss_model, loss_rule)])
    if len(gain) < 2 or gain.mean() <= 0:
        return False
    return bool(gain.mean() > 2 * gain.std(ddof=1) / len(gain) ** 0.5)

# %% task="machine" kind="wrong" breaks="Learn from these pictures and labels alone: neither from pictures of your own"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    more, more_labels = draw_bananas(800, seed=int(seed) + 77)
    pictures, labels = np.concatenate([pictures, more]), np.concatenate([labels, more_labels])
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
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 9 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=9, verbose=0)
    return model
