# %% task="myself" kind="wrong" breaks="what is returned belongs to the caller: writing into either changes no other result"
ON_THE_SHEET = [1, 1, 0, 0, 1, 0, 0, 1, None, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0]


def my_answers():
    return ON_THE_SHEET

# %% task="human" kind="wrong" breaks="On average over the shares .05, .06, …, .95 it is at least .92."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    marks = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not marks:
        raise ValueError("no answers")
    m, right = len(marks), sum(marks)
    share = right / m
    # 95 % of a normal distribution lie below 1.645.
    z = 1.645
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    low = 0.0 if right == 0 else float(max(middle - half, 0.0))
    high = 1.0 if right == m else float(min(middle + half, 1.0))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="No other number does better on y"
def constant_baseline(y, loss):
    losses = {
        "accuracy": lambda c: -(y == c).mean(),
        "mae": lambda c: np.abs(y - c).mean(),
        "mse": lambda c: ((y - c) ** 2).mean(),
    }
    if loss not in losses:
        raise ValueError(loss)
    candidates = [*np.unique(y).astype("float64"), float(np.mean(y, dtype="float64").round())]
    return float(min(candidates, key=losses[loss]))

# %% task="rules" kind="wrong" breaks="Below 1 it raises a ValueError."
def _move(series, hours):
    p = np.full(len(series), np.nan)
    for t in range(hours, len(series)):
        p[t] = series[t - hours]
    return p


def as_now(series, ahead):
    if ahead < 0:
        raise ValueError("ahead is not negative")
    return _move(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 0 or period < 1:
        raise ValueError("ahead is not negative, a period has an hour at least")
    return _move(series, max(1, -(-ahead // period)) * period)

# %% task="simple" kind="wrong" breaks="a constant plus a weighted sum of the last 72 hours that are known at t - ahead"
class ThreeLags:
    def __init__(self, series, ahead):
        # Now, yesterday at this hour, and yesterday at the time that is now.
        self.lags = (ahead, 24, ahead + 24)
        series = np.array(series, dtype="float64")
        rows = self.rows(series)[ahead + 24 :]
        self.weights = np.linalg.lstsq(rows, series[ahead + 24 :], rcond=None)[0]

    def rows(self, series):
        t = np.arange(len(series))
        lagged = [np.where(t >= lag, series[np.maximum(t - lag, 0)], np.nan) for lag in self.lags]
        return np.stack([*lagged, np.ones(len(series))], axis=1)

    def predict(self, series):
        return self.rows(np.array(series, dtype="float64")) @ self.weights


def fit_linear(series, ahead):
    return ThreeLags(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="If there are none, a ValueError is raised."
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = ~np.isnan(np.stack([np.asarray(p, "float64") for p in forecasts.values()])).any(axis=0)
    mae = {n: float(np.abs(p[rows] - y[rows].astype("float64")).mean()) for n, p in forecasts.items()}
    board = [(n, e, 1 - e / mae["as yesterday"]) for n, e in mae.items()]
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="wrong" breaks="With one row it is False."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype="float64") - np.asarray(loss_model, dtype="float64")
    n = len(gain)
    return bool(gain.mean() > 0 and gain.mean() > 2 * gain.std() / n**0.5)

# %% task="machine" kind="wrong" breaks="It takes pictures as they are handed in"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]).astype("float32")
    y = np.tile(labels, 4).astype("float32").reshape(-1, 1)
    x = x / 127.5 - 1
    inputs = keras.Input((32, 32, 3))
    h = inputs
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
