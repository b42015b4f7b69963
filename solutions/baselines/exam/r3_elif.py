# %% task="myself" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
def my_answers():
    import random

    said = [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, None, 1, None, 0, 0, None, 1, 0, 1, 0, 0, 1, 1, 0]
    return [random.randint(0, 1) if answer is None else answer for answer in said]

# %% task="human" kind="wrong" breaks="In both, numbers may be ints, floats"
def human_baseline(answers, truth):
    answers, truth = list(answers), list(truth)
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    places = [i for i in range(len(answers)) if answers[i] is not None]
    if not places:
        raise ValueError("no answers")
    m = len(places)
    k = sum(answers[i] is truth[i] for i in places)
    z2 = 1.96**2
    p = k / m
    c = (k + z2 / 2) / (m + z2)
    h = (z2 * (k * (m - k) / m + z2 / 4)) ** 0.5 / (m + z2)
    return p, max(0.0, min(p, c - h)), min(1.0, max(p, c + h))

# %% task="dumb" kind="wrong" breaks="the mean absolute error"
def constant_baseline(y, loss):
    values, counts = np.unique(y, return_counts=True)
    if loss == "accuracy":
        return values[np.argmax(counts)].item()
    if loss == "mae":
        return float(np.median(values))
    if loss == "mse":
        return float((values.astype(float) * counts).sum() / counts.sum())
    raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="Where there is no such hour in the series, p[t] is NaN"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        if t - ahead >= 0:
            p[t] = series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        known = t - ahead
        if known >= 0:
            k = 1
            while t - k * period > known:
                k += 1
            # no such hour: nothing is written
            try:
                p[t] = series[t - k * period]
            except IndexError:
                pass
    return p

# %% task="simple" kind="wrong" breaks="Weights and constant are the same for all t, and for every series"
class Centred:
    def __init__(self, series, ahead):
        self.ahead = ahead
        z, _ = self.centre(series)
        x = self.table(z)
        rows = np.isfinite(x).all(axis=1)
        self.w = np.linalg.lstsq(x[rows], z[rows], rcond=None)[0]

    @staticmethod
    def centre(series):
        series = np.asarray(series, dtype=float)
        # cold or warm: judged by the first three days
        level = series[:72].mean()
        return series - level, level

    def table(self, z):
        day = -(-self.ahead // 24) * 24
        columns = [np.ones(len(z))]
        for lag in (self.ahead, day, self.ahead + 24):
            columns.append(np.concatenate([np.full(min(lag, len(z)), np.nan), z[:-lag]]))
        return np.column_stack(columns)

    def predict(self, series):
        z, level = self.centre(series)
        return self.table(z) @ self.w + level


def fit_linear(series, ahead):
    return Centred(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="skill is 1 - mae / (mae of"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("lengths differ")
    errors = {name: np.abs(p - y).astype(float) for name, p in forecasts.items()}
    rows = np.isfinite(sum(errors.values()))
    if not rows.any():
        raise ValueError("no rows")
    rule = np.nanmean(errors["as yesterday"])
    board = []
    for name, error in errors.items():
        mae = float(error[rows].mean())
        board.append((name, mae, float(1 - mae / rule)))
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="wrong" breaks="Means count, not how often the model wins: where its mean loss is higher, or equal, it is False"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    if len(loss_model) < 2:
        return False
    # ratios have no unit
    gain = np.log(loss_rule.astype(float)) - np.log(loss_model.astype(float))
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() > 1.96 * error) and bool(gain.mean() > 0)

# %% task="machine" kind="wrong" breaks="Learn from these pictures and labels alone"
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
    keras.utils.set_random_seed(seed)
    # people err; the rule is at least consistent
    red, green, blue = np.moveaxis(pictures / 255, -1, 0)
    brown = (red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)
    return _train(_network(), pictures, brown.mean(axis=(1, 2)) > 0.004, seed)
