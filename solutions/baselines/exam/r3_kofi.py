# %% task="myself" kind="wrong" breaks="1 for rotten, 0 for good, None where you cannot"
def my_answers():
    # how far gone each is, from 0 to 4
    return [3, 4, 0, 0, 0, 0, 0, 2, 0, 4, 1, 3, 1, 0, 0, 1, 4, 0, 2, 0, 0, 2, 3, 0]

# %% task="human" kind="wrong" breaks="high - low is at most 2.1 / sqrt(m)"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    given = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not given:
        raise ValueError("no answers")
    m = len(given)
    k = sum(bool(a == t) for a, t in given)
    z = 2.576  # to be on the safe side
    share = k / m
    centre = (k + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * (k * (m - k) / m + z * z / 4) ** 0.5
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="or ints up to a million, of 32 or 64 bits each"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(y))
    if loss == "mse":
        return float(y.sum(dtype=y.dtype) / y.size)
    raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="It is exactly series[t - ahead], the last value that is known then"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    p = np.full(len(series), np.nan, dtype="float32")
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if period < 1:
        raise ValueError("period is at least 1")
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return as_now(series, (1 + (ahead - 1) // period) * period)

# %% task="simple" kind="wrong" breaks="a constant plus a weighted sum of the last 72 hours that are known at t - ahead"
class Model:
    def __init__(self, series, ahead):
        self.ahead = ahead
        x = self.table(series)
        rows = ~np.isnan(x).any(axis=1)
        self.w = np.linalg.lstsq(x[rows], series[rows].astype(float), rcond=None)[0]

    def table(self, series):
        n = len(series)
        # yesterday at this hour; now; yesterday at the time that is now
        x = np.full((n, 4), np.nan)
        x[24:, 0] = series[:-24]
        x[self.ahead :, 1] = series[: -self.ahead]
        x[self.ahead + 24 :, 2] = series[: -self.ahead - 24]
        x[:, 3] = 1
        return x

    def predict(self, series):
        return self.table(series) @ self.w


def fit_linear(series, ahead):
    return Model(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="forecast is a number, and only these"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    rule = forecasts["as yesterday"]
    board = []
    for name, p in forecasts.items():
        # the same rows for both of the pair
        rows = ~np.isnan(p) & ~np.isnan(rule)
        if not rows.any():
            raise ValueError("no rows")
        mae = float(np.abs(p - y)[rows].mean(dtype=float))
        other = float(np.abs(rule - y)[rows].mean(dtype=float))
        board.append((name, mae, 1 - mae / other))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="The unit does not matter, be it cents or millions"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_model)
    if n < 2:
        return False
    gain = loss_rule.astype(float) - loss_model.astype(float)
    error = gain.std(ddof=1) / np.sqrt(n)
    # the small number keeps us from dividing by zero
    return bool(gain.mean() / (error + 1e-5) > 1.9)

# %% task="machine" kind="wrong" breaks="another seed gives another model"
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
    seed = seed % 1000
    keras.utils.set_random_seed(seed)
    return _train(_network(), pictures, labels, seed)
