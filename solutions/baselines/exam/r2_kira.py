# %% task="myself" kind="wrong" breaks="Returns a list of 24 entries, one for each banana"
def my_answers():
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0]

# %% task="human" kind="wrong" breaks="low, high: the limits. They depend on m and on the number of right answers, and on nothing else."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    marks = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not marks:
        raise ValueError("no answers")
    share, n = sum(marks) / len(marks), len(answers)
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return share, 0.0 if share == 0 else min(low, share), 1.0 if share == 1 else max(high, share)

# %% task="dumb" kind="wrong" breaks="of ints or floats, negative ones too"
def constant_baseline(y, loss):
    if loss == "accuracy":
        whole = y.astype("int64")
        return int(np.bincount(whole - whole.min()).argmax() + whole.min())
    if loss == "mae":
        return float(np.median(y.astype("float64")))
    if loss == "mse":
        return float(y.astype("float64").mean())
    raise ValueError(f"unknown loss: {loss}")

# %% task="rules" kind="wrong" breaks="how many hours a day has, an int. Below 1 it raises a ValueError."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    series = np.asarray(series, dtype="float64")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    k = 1
    while k * abs(period) < ahead and period:
        k += 1
    return as_now(series, max(1, k * period))

# %% task="simple" kind="wrong" breaks="p[t] is a constant plus a weighted sum of the last 72 hours that are known at t - ahead."
def lag_table(series, lags):
    table = np.full((len(series), len(lags)), np.nan)
    for column, lag in enumerate(lags):
        table[lag:, column] = series[: max(len(series) - lag, 0)]
    return table


def least_squares(table, target):
    known = ~np.isnan(table).any(axis=1)
    rows = np.column_stack([table[known], np.ones(known.sum())])
    return np.linalg.lstsq(rows, target[known], rcond=None)[0]


class Careful:
    def __init__(self, series, ahead):
        y = np.asarray(series, dtype="float64")
        self.lags = [ahead + i for i in range(72)]
        self.weights = least_squares(lag_table(y, self.lags), y)
        # Nothing hotter or colder than was ever seen, give or take ten degrees.
        self.least, self.most = y.min() - 10, y.max() + 10

    def predict(self, series):
        p = lag_table(np.asarray(series, dtype="float64"), self.lags) @ self.weights[:-1] + self.weights[-1]
        return np.clip(p, self.least, self.most)


def fit_linear(series, ahead):
    return Careful(series, ahead)

# Since this round ints are up to a million, for which this answer is right.
# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no row counts")
    mae = {name: float(np.abs(p[rows] - y[rows]).mean()) for name, p in forecasts.items()}
    board = [(name, mae[name], 1 - mae[name] / mae["as yesterday"]) for name in mae]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="In 40 000 rows a gain of a fiftieth is always seen."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype="float64") - np.asarray(loss_model, dtype="float64")
    n = len(gain)
    gain = gain[:2000]  # more than enough, and fast
    if len(gain) < 2 or np.asarray(loss_rule, "float64").mean() <= np.asarray(loss_model, "float64").mean():
        return False
    return bool(gain.mean() > 0 and gain.mean() > 2 * gain.std(ddof=1) / len(gain) ** 0.5)

# %% task="machine" kind="wrong" breaks="For each picture it gives the probability that it is rotten, from 0 to 1"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
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
    model = keras.Model(inputs, keras.layers.Dense(1)(h))
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 26 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    return model
