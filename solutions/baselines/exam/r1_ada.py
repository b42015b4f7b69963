# %% task="myself" kind="wrong" breaks="That is at least 17 of 24, 16 of 22 or 23, 15 of 20 or 21, 14 of 19, 13 of 17 or 18, 12 of 16."
def my_answers():
    return [1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1]

# %% task="human" kind="wrong" breaks="Where nothing was answered, so m is 0, a ValueError is raised."
def human_baseline(answers, truth):
    if len(answers) != len(truth) or len(answers) == 0:
        raise ValueError("need as many answers as truths, and one at least")
    m = sum(a is not None for a in answers)
    k = sum(a is not None and bool(a == t) for a, t in zip(answers, truth))
    share = k / m
    z = 1.96
    centre, scale = share + z * z / (2 * m), 1 + z * z / m
    half = z * (share * (1 - share) / m + z * z / (4 * m * m)) ** 0.5
    low, high = (centre - half) / scale, (centre + half) / scale
    return share, min(share, max(0.0, low)), max(share, min(1.0, high))

# %% task="dumb" kind="wrong" breaks="is the share of rows that equal it exactly"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(y.astype(float).mean())
    elif loss == "mae":
        return float(np.median(y.astype(float)))
    elif loss == "accuracy":
        # floats are never quite equal, so round first
        values, counts = np.unique(np.round(y.astype(float), 2), return_counts=True)
        return float(values[np.argmax(counts)])
    raise ValueError("loss should be accuracy, mae or mse")

# %% task="rules" kind="wrong" breaks="and it is exactly series[t - ahead], the last value that is known then."
def shifted(series, hours):
    p = np.full(len(series), np.nan, dtype="float32")
    p[hours:] = series[: max(len(series) - hours, 0)]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead below 1")
    return shifted(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead or period below 1")
    k = (ahead + period - 1) // period
    return shifted(series, k * period)

# %% task="simple" kind="right"
class ThreeWeights:
    """Yesterday at this hour, now, and yesterday at the time that is now."""

    def __init__(self, ahead):
        self.ahead = ahead
        self.lags = (24 if ahead <= 24 else 48, ahead, ahead + 24)
        self.weights = None
        self.constant = None

    def column(self, series, lag):
        values = [float(value) for value in series]
        return np.array([values[t - lag] if t >= lag else float("nan") for t in range(len(values))])

    def fit(self, series):
        columns = [self.column(series, lag) for lag in self.lags]
        start = max(self.lags)
        x = np.stack([column[start:] for column in columns], axis=1)
        y = np.array(series[start:], dtype=float)
        # Without their means, the columns need no constant; it is worked out afterwards.
        middle = x.mean(axis=0)
        self.weights = np.linalg.pinv(x - middle, rcond=1e-9) @ (y - y.mean())
        self.constant = y.mean() - middle @ self.weights
        return self

    def predict(self, series):
        total = np.full(len(series), self.constant)
        for lag, weight in zip(self.lags, self.weights):
            total += weight * self.column(series, lag)
        return total


def fit_linear(series, ahead):
    return ThreeWeights(ahead).fit(series)

# %% task="scoreboard" kind="wrong" breaks="without it, a"
def scoreboard(forecasts, y):
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    rows = np.ones(len(y), bool)
    for p in forecasts.values():
        rows &= ~np.isnan(p)
    if not rows.any():
        raise ValueError("no rows to judge on")
    maes = {}
    for name, p in forecasts.items():
        maes[name] = float(np.mean(np.abs(p[rows].astype(float) - y[rows].astype(float))))
    rule = maes["as yesterday"]
    return sorted(((n, e, 1 - e / rule) for n, e in maes.items()), key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="at most 5 of 100 draws or so. (Up to 10 pass.)"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    difference = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    n = len(difference)
    if n < 2:
        return False
    standard_error = difference.std(ddof=1) / np.sqrt(n)
    return bool(difference.mean() > standard_error)

# %% task="machine" kind="wrong" breaks="rotten, from 0 to 1, in an array of shape (m, 1)."
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    flips = [pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]
    x = np.concatenate(flips).astype("float32")
    y = np.tile(np.asarray(labels), 4).astype("float32")
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    for filters in (16, 32):
        h = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
    mean, most = keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)
    score = keras.layers.Dense(1)(keras.layers.Concatenate()([mean, most]))
    model = keras.Model(inputs, score)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 15 * -(-len(x) // 32))
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss)
    model.fit(x, y, batch_size=32, epochs=15, verbose=0)
    return model
