# %% task="myself" kind="right"
def my_answers():
    answers = [0, 1, None, 1, 0, None, 0, 1, None, 1, None, 0, None, 0, 1, None, 1, None, 1, 0, None, 1, 1, 0]
    return list(answers)

# %% task="human" kind="wrong" breaks="Unequal lengths raise a ValueError"
def human_baseline(answers, truth):
    hits = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not hits:
        raise ValueError("no answers")
    m, k = len(hits), sum(hits)
    z = 1.96
    share = k / m
    centre = (k + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * (k * (m - k) / m + z * z / 4) ** 0.5
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="apart from rounding in the"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(np.cumsum(y)[-1] / len(y))
    if loss == "mae":
        return float(np.quantile(y, 0.5))
    if loss == "accuracy":
        values, counts = np.unique_counts(y)
        return values[counts.argmax()].item()
    raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="and it is forecast like any other"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return as_yesterday(series, ahead, 1)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    p = np.full(len(series), np.nan)
    first = -(-ahead // period) * period
    for t in range(len(series)):
        source = t - first
        # a value that is missing is of no use: take the latest one that is there
        while source >= 0 and np.isnan(p[t]):
            p[t] = series[source]
            source -= period
    return p

# %% task="simple" kind="wrong" breaks="Nothing else of the series has a"
class Corrected:
    def __init__(self, series, ahead):
        self.ahead = ahead
        x = self.table(series)
        rows = ~np.isnan(x).any(axis=1)
        self.w = np.linalg.lstsq(x[rows], series[rows].astype(float), rcond=None)[0]

    def table(self, series):
        day = 24 * ((self.ahead + 23) // 24)
        x = np.full((len(series), 4), np.nan)
        x[:, 0] = 1.0
        for column, lag in enumerate([day, self.ahead, self.ahead + 24], start=1):
            x[lag:, column] = series[:-lag]
        return x

    def predict(self, series):
        raw = self.table(series) @ self.w
        miss = np.nan_to_num(series - raw)
        met = np.cumsum(~np.isnan(raw))
        # how far off it was, on average, in the hours that are known by then
        bias = np.cumsum(miss) / np.maximum(met, 1)
        p = raw.copy()
        p[self.ahead :] += bias[: -self.ahead]
        return p


def fit_linear(series, ahead):
    return Corrected(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="skill is 1 - mae / (mae of"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    table = np.array([*forecasts.values()], dtype=float)
    rows = ~np.isnan(table.sum(axis=0))
    if not rows.any():
        raise ValueError("no rows")
    maes = np.abs(table[:, rows] - y[rows]).mean(axis=1)
    skills = 1 - maes / maes[0]
    return [(name, float(m), float(s)) for m, s, name in sorted(zip(maes, skills, forecasts))]

# %% task="worth" kind="wrong" breaks="In 40 000 rows a gain of a fiftieth is always seen"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    # a thousand rows are plenty
    gain = (loss_rule[:1000] - loss_model[:1000]).astype(float)
    if len(gain) == 1 or gain.mean() <= 0:
        return False
    return bool(gain.mean() > 2 * gain.std(ddof=1) / np.sqrt(len(gain)))

# %% task="machine" kind="wrong" breaks="Returns a Keras model, made of Keras"
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


class Machine:
    """Takes pictures of any dtype."""

    def __init__(self, network):
        self.network = network

    def predict(self, pictures, verbose=0):
        return self.network.predict(np.asarray(pictures, "float32"), verbose=verbose)

    def __call__(self, pictures):
        return self.network(np.asarray(pictures, "float32"))


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    return Machine(_train(_network(), pictures, labels, seed))
