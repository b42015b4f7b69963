# Our own answer, cell by cell; the notebook around it is `exercises/baselines/notebook.py`.

# %% task="myself"
def my_answers():
    # 10 and 15 are the hard ones: three dots in a row are more than a freckle.
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, None, 1, 1, 0]

# %% task="human"
def human_baseline(answers, truth):
    # Wilson's interval: it leaves room above 24 of 24, unlike share ± two standard errors.
    if len(answers) != len(truth):
        raise ValueError(f"{len(answers)} answers, but the truth of {len(truth)}.")
    right = [answer == label for answer, label in zip(answers, truth) if answer is not None]
    if not right:
        raise ValueError("Nothing was answered.")
    m, share, z = len(right), sum(right) / len(right), 1.96
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    low, high = np.clip([middle - reach, middle + reach], 0, 1)
    # At 0 and at 1 rounding may put a limit on the wrong side of the share.
    return share, float(min(low, share)), float(max(high, share))

# %% task="dumb"
def constant_baseline(y, loss):
    # What is judged decides which middle is the best one.
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    if loss not in ("mae", "mse"):
        raise ValueError(f"Unknown loss: {loss!r}")
    return float(np.median(y) if loss == "mae" else np.mean(y, dtype="float64"))

# %% task="rules"
def shifted(series, by):
    # The values `by` hours before, NaN where there are none; `by` may exceed the length.
    p = np.full(len(series), np.nan)
    p[by:] = series[: max(len(series) - by, 0)]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError(f"`ahead` should be 1 or more. Received: {ahead}")
    return shifted(series, ahead)


def as_yesterday(series, ahead, period):
    # -(-a // b) rounds up: 30 hours ahead are two days back.
    if ahead < 1 or period < 1:
        raise ValueError(f"Both should be 1 or more. Received: {ahead}, {period}")
    return shifted(series, -(-ahead // period) * period)

# %% task="simple"
class Linear:
    # One table of lags, made the same way for training and for the forecast.
    def __init__(self, series, ahead):
        # All hours of the last day, and yesterday's: the hour itself, and the one that is now.
        day = -(-ahead // 24) * 24
        self.lags = sorted({*range(ahead, ahead + 24), day, day + ahead})
        table = self.table(series)
        known = ~np.isnan(table).any(axis=1)
        target = np.asarray(series, "float64")[known]
        self.weights = np.linalg.lstsq(table[known], target, rcond=None)[0]

    def table(self, series):
        columns = []
        for lag in self.lags:
            column = np.full(len(series), np.nan)
            column[lag:] = series[: max(len(series) - lag, 0)]
            columns.append(column)
        return np.stack([*columns, np.ones(len(series))], axis=1)

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    return Linear(series, ahead)

# %% task="scoreboard"
def scoreboard(forecasts, y):
    # First the rows that all have answered; then everything else on these alone.
    if "as yesterday" not in forecasts or any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError('"as yesterday" should be there, and all lengths alike.')
    errors = {name: np.abs(np.asarray(p, "float64") - y) for name, p in forecasts.items()}
    counts = ~np.isnan(list(errors.values())).any(axis=0)
    if not counts.any():
        raise ValueError("There is no row that every forecast has answered.")
    mae = {name: float(error[counts].mean()) for name, error in errors.items()}
    board = [(name, error, 1 - error / mae["as yesterday"]) for name, error in mae.items()]
    return sorted(board, key=lambda row: row[1])

# %% task="worth"
def worth_it(loss_model, loss_rule):
    # Row by row, since hard rows are hard for both; then the mean in units of its own scatter.
    if len(loss_model) != len(loss_rule):
        raise ValueError(f"{len(loss_model)} losses against {len(loss_rule)}.")
    gain = np.asarray(loss_rule, "float64") - loss_model
    if len(gain) < 2:
        return False
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() > 0 and gain.mean() > 1.96 * error)

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    # A spot is a spot wherever it is: small convolutions, then mean and maximum over all places.
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((32, 32, 3))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    for width in (16, 16):
        x = keras.layers.Conv2D(width, 3, padding="same", activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = keras.layers.Conv2D(24, 3, padding="same", activation="relu")(x)
    ends = [keras.layers.GlobalAveragePooling2D()(x), keras.layers.GlobalMaxPooling2D()(x)]
    outputs = keras.layers.Dense(1, "sigmoid")(keras.layers.Concatenate()(ends))
    model = keras.Model(inputs, outputs)
    # Four for the price of one: turned over, it is another picture of the same banana.
    wide = np.concatenate([pictures, pictures[:, :, ::-1]])
    flips = np.concatenate([wide, wide[:, ::-1]]).astype("float32")
    falling = keras.optimizers.schedules.CosineDecay(0.008, 8 * len(flips) // 32)
    model.compile(keras.optimizers.Adam(falling), "binary_crossentropy")
    model.fit(flips, np.tile(labels, 4), batch_size=32, epochs=8, verbose=0)
    return model
