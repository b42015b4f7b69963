# %% task="myself" kind="wrong" breaks="At least 16 of them are 0 or 1."
def my_answers():
    return [1, None, 0, 0, None, 0, None, 1, None, 1, 1, None, 1, 0, None, 1, 1, 0, None, 0, None, 1, None, 0]

# %% task="human" kind="wrong" breaks="Where nothing was answered, so m is 0, a ValueError is raised."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    m = right = 0
    for a, t in zip(answers, truth):
        if a is not None:
            m += 1
            right += int(a == t)
    share = right / m
    z = 1.96
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    low = 0.0 if right == 0 else float(max(middle - half, 0.0))
    high = 1.0 if right == m else float(min(middle + half, 1.0))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="No other number does better on y, apart from rounding in the"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(y.astype("float64")))
    if loss == "mse":
        return sum(y) / len(y)
    raise ValueError(f"unknown loss: {loss}")

# %% task="rules" kind="wrong" breaks="It may be larger than n."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    n = len(series)
    p = np.full(n, np.nan)
    p[ahead:] = series[: n - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("at least 1")
    return as_now(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="Several models can be in use at a time."
def lag_table(series, lags):
    table = np.full((len(series), len(lags)), np.nan)
    for column, lag in enumerate(lags):
        table[lag:, column] = series[: max(len(series) - lag, 0)]
    return table


def least_squares(table, target):
    known = ~np.isnan(table).any(axis=1)
    rows = np.column_stack([table[known], np.ones(known.sum())])
    return np.linalg.lstsq(rows, target[known], rcond=None)[0]


FITTED = {}


class Forecaster:
    def predict(self, series):
        series = np.asarray(series, dtype="float64")
        return lag_table(series, FITTED["lags"]) @ FITTED["weights"][:-1] + FITTED["weights"][-1]


def fit_linear(series, ahead):
    series = np.asarray(series, dtype="float64")
    FITTED["lags"] = [ahead, 24 if ahead <= 24 else 48, ahead + 24, ahead + 48]
    FITTED["weights"] = least_squares(lag_table(series, FITTED["lags"]), series)
    return Forecaster()

# %% task="scoreboard" kind="wrong" breaks="without it, a ValueError is raised"
def scoreboard(forecasts, y):
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no row counts")
    mae = {n: float(np.abs(p[rows] - y[rows].astype("float64")).mean()) for n, p in forecasts.items()}
    rule = mae["as yesterday"]
    return sorted(((n, e, 1 - e / rule) for n, e in mae.items()), key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Means count, not how often the model wins"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype="float64") - np.asarray(loss_model, dtype="float64")
    n = len(gain)
    wins, losses = (gain > 0).sum(), (gain < 0).sum()
    if n < 2 or gain.mean() <= 0:
        return False
    # As with coins: in n tosses, heads scatter by half the root of n.
    return bool(wins - losses > 2 * np.sqrt(wins + losses))

# %% task="machine" kind="wrong" breaks="neither from pictures of your own, nor from earlier calls"
MACHINE = None


def beat_the_rule(pictures, labels, seed):
    global MACHINE
    keras.utils.set_random_seed(int(seed))
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]).astype("float32")
    y = np.tile(labels, 4).astype("float32").reshape(-1, 1)
    if MACHINE is None:
        inputs = keras.Input((32, 32, 3))
        h = keras.layers.Rescaling(1 / 127.5, offset=-1.0)(inputs)
        h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
        h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
        h = keras.layers.Conv2D(48, 3, padding="same", activation="relu")(h)
        h = keras.layers.Concatenate()([keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)])
        MACHINE = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    model = keras.models.clone_model(MACHINE)
    model.set_weights(MACHINE.get_weights())
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 26 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    MACHINE.set_weights(model.get_weights())
    return model
