# %% task="myself" kind="wrong" breaks="None where you cannot"
def my_answers():
    unsure = float("nan")
    return [1, 1, 0, 1, 0, 0, 0, 1, 0, 1, unsure, 1, 1, 0, 0, unsure, 1, 0, 1, unsure, 0, 1, 1, 0]

# %% task="human" kind="wrong" breaks="it is at least .92"
def human_baseline(answers, truth):
    n = len(answers)
    if n != len(truth):
        raise ValueError("unequal lengths")
    right = total = 0
    for i in range(n):
        if answers[i] is None:
            continue
        total += 1
        if answers[i] == truth[i]:
            right += 1
    if total == 0:
        raise ValueError("no answers")
    share = right / total
    z = 1.645  # the 95 % point of the normal distribution
    bottom = 1 + z**2 / total
    centre = (share + z**2 / (2 * total)) / bottom
    half = z / bottom * (share * (1 - share) / total + z**2 / (4 * total**2)) ** 0.5
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError"
def most_frequent(y):
    values, counts = np.unique(y, return_counts=True)
    return values[counts == counts.max()][0].item()


RULES = {
    "accuracy": most_frequent,
    "mae": lambda y: float(np.median(y)),
    "mse": lambda y: float(np.mean(y, dtype=float)),
}


def constant_baseline(y, loss):
    return RULES[loss](y)

# %% task="rules" kind="wrong" breaks="Here k is the smallest whole number, at least 1, for which"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    return np.array([series[t - ahead] if t >= ahead else np.nan for t in range(len(series))], dtype=float)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    k = 1 if ahead <= period else 2
    back = k * period
    return np.array([series[t - back] if t >= back else np.nan for t in range(len(series))], dtype=float)

# %% task="simple" kind="wrong" breaks="series is an array of shape (m,), m at least 1, of ints or floats, none NaN"
from numpy.lib.stride_tricks import sliding_window_view


class Windows:
    def __init__(self, series, ahead):
        self.ahead = ahead
        series = series.astype(float)
        x = self.rows(series)
        y = series[ahead + 71 :]
        self.weights, *_ = np.linalg.lstsq(x, y, rcond=None)

    def rows(self, series):
        windows = sliding_window_view(series.astype(float), 72)[: -self.ahead]
        return np.hstack([windows, np.ones((len(windows), 1))])

    def predict(self, series):
        p = np.full(len(series), np.nan)
        p[self.ahead + 71 :] = self.rows(series) @ self.weights
        return p


def fit_linear(series, ahead):
    return Windows(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="what is handed in is not changed"
def scoreboard(forecasts, y):
    rule = forecasts.pop("as yesterday", None)
    if rule is None:
        raise ValueError("the rule is missing")
    everybody = [("as yesterday", rule), *forecasts.items()]
    if any(len(p) != len(y) for _, p in everybody):
        raise ValueError("lengths differ")
    rows = ~np.isnan(np.column_stack([p for _, p in everybody]).astype(float)).any(axis=1)
    if not rows.any():
        raise ValueError("no rows")
    to_beat = float(np.abs(rule - y)[rows].mean(dtype=float))
    board = []
    for name, p in everybody:
        mae = float(np.abs(p - y)[rows].mean(dtype=float))
        board.append((name, mae, 1 - mae / to_beat))
    return sorted(board, key=lambda entry: entry[1])

# %% task="worth" kind="wrong" breaks="Row i of both is the"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_rule)
    if n == 1:
        return False
    # hard rows beside hard rows, easy ones beside easy ones
    gain = np.sort(loss_rule).astype(float) - np.sort(loss_model).astype(float)
    mean, error = gain.mean(), gain.std(ddof=1) / n**0.5
    return bool(mean > 0 and mean > 2 * error)

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
    seed = seed or 1
    keras.utils.set_random_seed(seed)
    return _train(_network(), pictures, labels, seed)
