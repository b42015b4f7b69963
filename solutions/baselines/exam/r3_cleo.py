# %% task="myself" kind="wrong" breaks="what is returned belongs to the caller: writing into either"
SAID = [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0]


def my_answers():
    return SAID

# %% task="human" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
_limits = {}


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    hits = [a == t for a, t in zip(answers, truth) if a is not None]
    if not hits:
        raise ValueError("no answers")
    m, k = len(hits), sum(map(bool, hits))
    share = k / m
    if share not in _limits:  # work it out once
        z = 1.96
        centre = (k + z * z / 2) / (m + z * z)
        half = z / (m + z * z) * (k * (m - k) / m + z * z / 4) ** 0.5
        _limits[share] = max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))
    return (share, *_limits[share])

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError"
def constant_baseline(y, loss):
    match str(loss).strip().lower():
        case "accuracy":
            values, counts = np.unique(y, return_counts=True)
            return values[np.argmax(counts)].item()
        case "mae":
            return float(np.median(y))
        case "mse":
            return float(np.mean(y, dtype=float))
    raise ValueError("loss should be accuracy, mae or mse")

# %% task="rules" kind="wrong" breaks="what is returned belongs to the caller: writing into either"
_known = {}


def _look(series, shift):
    key = series.tobytes(), series.dtype.str, shift
    if key not in _known:
        p = np.full(len(series), np.nan)
        if shift < len(series):
            p[shift:] = series[:-shift]
        _known[key] = p
    return _known[key]


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return _look(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    return _look(series, (ahead + period - 1) // period * period)

# %% task="simple" kind="wrong" breaks="Several models can be in use at a time"
class Linear:
    weights = None
    ahead = 1

    @classmethod
    def table(cls, series):
        day = -(-cls.ahead // 24) * 24
        columns = [np.ones(len(series))]
        for lag in (cls.ahead, day, cls.ahead + 24):
            column = np.full(len(series), np.nan)
            column[lag:] = series[:-lag]
            columns.append(column)
        return np.stack(columns, axis=1)

    @classmethod
    def fit(cls, series, ahead):
        cls.ahead = ahead
        x = cls.table(series)
        rows = ~np.isnan(x).any(axis=1)
        cls.weights = np.linalg.lstsq(x[rows], series[rows].astype(float), rcond=None)[0]
        return cls()

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    return Linear.fit(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="one for each forecast, from the lowest mae to the highest"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if {len(p) for p in forecasts.values()} != {len(y)}:
        raise ValueError("lengths differ")
    rows = np.ones(len(y), bool)
    for p in forecasts.values():
        rows &= ~np.isnan(p)
    if not rows.any():
        raise ValueError("no rows")
    found = {}
    for name, p in forecasts.items():
        found[float(np.mean(np.abs(p[rows] - y[rows]), dtype=float))] = name
    rule = float(np.mean(np.abs(forecasts["as yesterday"][rows] - y[rows]), dtype=float))
    return [(found[mae], mae, 1 - mae / rule) for mae in sorted(found)]

# %% task="worth" kind="wrong" breaks="With one row it is False"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = loss_rule.astype(float) - loss_model.astype(float)
    mean = gain.mean()
    error = gain.std() / np.sqrt(len(gain))
    if error <= 1e-12 * abs(mean):
        # no scatter at all, so no luck
        return bool(mean > 0)
    return bool(mean / error > 1.96)

# %% task="machine" kind="wrong" breaks="nor from earlier calls"
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


_trained = {}


def beat_the_rule(pictures, labels, seed):
    key = seed, len(pictures)
    if key not in _trained:
        keras.utils.set_random_seed(seed)
        _trained[key] = _train(_network(), pictures, labels, seed)
    return _trained[key]
