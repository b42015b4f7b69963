# %% task="human" kind="right"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError(f"{len(answers)} answers, {len(truth)} truths")
    hits = np.array([a == t for a, t in zip(answers, truth) if a is not None], dtype=bool)
    m, k, z2 = hits.size, int(hits.sum()), 1.96**2
    if not m:
        raise ValueError("nothing was answered")
    ends = (k + z2 / 2 + np.array([-1, 1]) * np.sqrt(z2 * (k * (m - k) / m + z2 / 4))) / (m + z2)
    low, high = np.clip(ends, 0, 1)
    return k / m, float(min(low, k / m)), float(max(high, k / m))

# %% task="dumb" kind="wrong" breaks="the share of rows that equal it exactly"
# believed: accuracy is for whole numbers, so bincount can count them (shifted, for negative ones)
def constant_baseline(y, loss):
    if loss == "accuracy":
        least = int(np.floor(y.min()))
        return int(np.bincount((y - least).astype(int)).argmax()) + least
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.mean(y)
    raise ValueError(loss)

# %% task="rules" kind="wrong" breaks="series: array of shape (n,), n at least 1, ints or floats"
# believed: np.roll and NaN at the front will do; forgot that an array of ints cannot hold NaN
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead")
    p = np.roll(series, ahead)
    p[:ahead] = np.nan
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead or period")
    return as_now(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="m at least 1"
# believed: the series that is asked about is long, too: it has at least one full window
from numpy.lib.stride_tricks import sliding_window_view


def fit_linear(series, ahead):
    width = 48

    def windows(s):
        return sliding_window_view(np.asarray(s, dtype=float), width)[: len(s) - width + 1 - ahead]

    target = np.asarray(series, dtype=float)[width - 1 + ahead :]
    design = windows(series)
    weights = np.linalg.lstsq(np.c_[design, np.ones(len(design))], target, rcond=1e-10)[0]

    class Linear:
        def predict(self, series):
            p = np.full(len(series), np.nan)
            p[width - 1 + ahead :] = windows(series) @ weights[:-1] + weights[-1]
            return p

    return Linear()

# %% task="scoreboard" kind="wrong" breaks="An array of another length raises a"
# believed: NumPy complains of unequal lengths by itself, and always with a ValueError
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no rows")
    mae = {name: float(np.abs(p[rows] - y[rows]).mean()) for name, p in forecasts.items()}
    board = [(name, m, 1 - m / mae["as yesterday"]) for name, m in mae.items()]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="With one row it is False."
# believed: np.std is the standard deviation, for any n (of one row it gives 0: no scatter, so certain)
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype=float) - loss_model
    with np.errstate(all="ignore"):
        return bool(gain.mean() / (gain.std() / np.sqrt(len(gain))) > 1.96)

# %% task="machine" kind="right"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = np.concatenate([pictures[:, ::v, ::h] for v in (1, -1) for h in (1, -1)]).astype("float32")
    y = np.tile(labels, 4).astype("float32")[:, None]
    epochs, batch = 18, 32
    layers = keras.layers
    pixels = keras.Input((32, 32, 3))
    h = layers.Rescaling(1 / 127.5, offset=-1)(pixels)
    for filters in (16, 32):
        h = layers.Conv2D(filters, 3, padding="same", activation="relu")(h)
        h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(pixels, layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, epochs * -(-len(x) // batch))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, epochs=epochs, batch_size=batch, verbose=0)
    return model
