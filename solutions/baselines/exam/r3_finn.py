# %% task="myself" kind="wrong" breaks="Returns a list of 24 entries, one for each banana"
def my_answers():
    # the first place is empty, so that banana 1 stands at place 1
    said = [None]
    said += [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0]
    return said

# %% task="human" kind="wrong" breaks="Where nothing was answered, so m is 0, a ValueError is raised"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    given = [i for i, answer in enumerate(answers) if answer is not None]
    m = len(given)
    share = sum(bool(answers[i] == truth[i]) for i in given) / m
    z = 1.96
    centre = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z * (share * (1 - share) / m + z * z / (4 * m * m)) ** 0.5 / (1 + z * z / m)
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="is the share of rows that equal it exactly"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError("unknown loss")
    y = np.array(y, dtype=float)
    if loss == "mse":
        return float(y.mean())
    if loss == "mae":
        return float(np.median(y))
    # floats are never quite equal: 0.1 + 0.2 is 0.3
    values, counts = np.unique(y.round(6), return_counts=True)
    return float(values[counts.argmax()])

# Since this round `ahead` is at most a million, for which this answer is right.
# %% task="rules" kind="right"
def _delay(series, hours):
    return np.concatenate([np.full(hours, np.nan), series])[: len(series)].astype(float)


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return _delay(series, ahead)


def as_yesterday(series, ahead, period):
    if min(ahead, period) < 1:
        raise ValueError("ahead and period are at least 1")
    return _delay(series, max(1, -(-ahead // period)) * period)

# %% task="simple" kind="wrong" breaks="From t = ahead + 71 on, p[t] is a number"
class ThreeDays:
    def __init__(self, series, ahead):
        self.lags = range(ahead, ahead + 73)
        x = self.table(series)
        rows = ~np.isnan(x).any(axis=1)
        self.w = np.linalg.lstsq(x[rows], series[rows].astype(float), rcond=None)[0]

    def table(self, series):
        x = np.full((len(series), len(self.lags) + 1), np.nan)
        x[:, -1] = 1
        for place, lag in enumerate(self.lags):
            x[lag:, place] = series[:-lag]
        return x

    def predict(self, series):
        return self.table(series) @ self.w


def fit_linear(series, ahead):
    return ThreeDays(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="An array of another length raises a"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    table = np.stack([np.asarray(p, float) for p in forecasts.values()])
    errors = np.abs(table - y)
    errors = errors[:, ~np.isnan(errors).any(axis=0)]
    if errors.size == 0:
        raise ValueError("no rows")
    maes = errors.mean(axis=1).tolist()
    names = list(forecasts)
    rule = maes[names.index("as yesterday")]
    order = np.argsort(maes, kind="stable")
    return [(names[i], maes[i], 1 - maes[i] / rule) for i in order]

# %% task="worth" kind="wrong" breaks="Unequal lengths raise a"
def worth_it(loss_model, loss_rule):
    gain = np.asarray(loss_rule, dtype=float) - np.asarray(loss_model, dtype=float)
    n = gain.size
    if n == 1:
        return False
    mean = gain.mean()
    error = gain.std(ddof=1) / np.sqrt(n)
    return bool(mean > 0 and mean > 1.8 * error)

# %% task="machine" kind="wrong" breaks="It takes pictures as they are handed in"
def _network():
    pixels = keras.Input((32, 32, 3))
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(pixels)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    mean = keras.layers.GlobalAveragePooling2D()(h)
    top = keras.layers.GlobalMaxPooling2D()(h)
    h = keras.layers.Concatenate()([mean, top])
    return keras.Model(pixels, keras.layers.Dense(1, activation="sigmoid")(h))


def _train(model, pictures, labels, seed, epochs=15):
    x = pictures.astype("float32") / 255
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
    keras.utils.set_random_seed(seed)
    return _train(_network(), pictures, labels, seed)
