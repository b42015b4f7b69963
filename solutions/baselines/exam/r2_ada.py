# %% task="myself" kind="right"
def my_answers():
    # 22 of 24, as I saw them at the belt.
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0]

# %% task="human" kind="right"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth differ in length")
    given = 0
    right = 0
    for answer, label in zip(answers, truth):
        if answer is None:
            continue
        given += 1
        if int(answer) == int(label):
            right += 1
    if given == 0:
        raise ValueError("nothing was answered")
    share = right / given
    z = 1.96
    middle = (share + z * z / (2 * given)) / (1 + z * z / given)
    half = z / (1 + z * z / given) * (share * (1 - share) / given + z * z / (4 * given * given)) ** 0.5
    low = 0.0 if right == 0 else min(max(middle - half, 0.0), share)
    high = 1.0 if right == given else max(min(middle + half, 1.0), share)
    return float(share), float(low), float(high)

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(np.array(y, dtype="float64")))
    if loss == "mse":
        return float(np.mean(np.array(y, dtype="float64")))
    raise ValueError(f"no such loss: {loss!r}")

# %% task="rules" kind="right"
def _shifted(series, shift):
    n = len(series)
    p = np.full(n, np.nan)
    if shift < n:
        p[shift:] = series[: n - shift]
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
class ThreeLags:
    def __init__(self, series, ahead):
        day = 24 if ahead <= 24 else 48
        self.ahead, self.lags = ahead, (ahead, day, ahead + 24)
        series = np.array(series, dtype="float64")
        rows = self.rows(series)
        known = ~np.isnan(rows).any(axis=1)
        columns = np.column_stack([rows[known], np.ones(known.sum())])
        self.weights = np.linalg.lstsq(columns, series[known], rcond=None)[0]

    def rows(self, series):
        table = np.full((len(series), 3), np.nan)
        for column, lag in enumerate(self.lags):
            if lag < len(series):
                table[lag:, column] = series[: len(series) - lag]
        return table

    def predict(self, series):
        return self.rows(np.array(series, dtype="float64")) @ self.weights[:3] + self.weights[3]


def fit_linear(series, ahead):
    return ThreeLags(series, ahead)

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    y = np.array(y, dtype="float64")
    if any(np.shape(p) != y.shape for p in forecasts.values()):
        raise ValueError("lengths differ")
    table = np.stack([np.array(p, dtype="float64") for p in forecasts.values()])
    rows = ~np.isnan(table).any(axis=0)
    if not rows.any():
        raise ValueError("no row is answered by all")
    errors = dict(zip(forecasts, np.abs(table[:, rows] - y[rows]).mean(axis=1)))
    rule_error = errors["as yesterday"]
    board = [(name, float(error), float(1 - error / rule_error)) for name, error in errors.items()]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    gain = np.array(loss_rule, dtype="float64") - np.array(loss_model, dtype="float64")
    size = np.abs(gain).max()
    if len(gain) < 2 or size == 0:
        return False
    gain = gain / size
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() > 0 and gain.mean() > 2 * error)

# %% task="machine" kind="right"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    flips = [pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]]
    x = np.concatenate(flips).astype("float32")
    y = np.tile(np.asarray(labels).astype("float32"), 4).reshape(-1, 1)
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 127.5, offset=-1.0)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(48, 3, padding="same", activation="relu")(h)
    both = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    outputs = keras.layers.Dense(1, activation="sigmoid")(keras.layers.Concatenate()(both))
    model = keras.Model(inputs, outputs)
    epochs = 26
    steps = epochs * -(-len(x) // 64)
    rate = keras.optimizers.schedules.CosineDecay(4e-3, steps)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=epochs, verbose=0)
    return model
