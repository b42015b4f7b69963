# %% task="myself" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
def my_answers():
    said = [1, 1, None, 0, 0, 0, 0, 1, None, 1, 1, None, 1, None, 0, 1, 1, 0, 1, None, None, 1, 1, 0]
    # Where I cannot tell, I toss a coin, as anybody would.
    return [int(np.random.default_rng().integers(2)) if one is None else one for one in said]

# %% task="human" kind="wrong" breaks="They depend on m and on the number of right answers, and on nothing else."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    marks = [float(a == t) for a, t in zip(answers, truth) if a is not None]
    if not marks:
        raise ValueError("no answers")
    share = sum(marks) / len(marks)
    # Bootstrap; one right and one wrong answer more, so that 24 of 24 leave room.
    more = np.array([*marks, 1.0, 0.0])
    drawn = np.random.default_rng(0).integers(0, len(more), (200, len(more)))
    low, high = np.percentile(more[drawn].mean(axis=1), [2.5, 97.5])
    if share == 1:
        high = 1.0
    if share == 0:
        low = 0.0
    return share, float(min(low, share)), float(max(high, share))

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError."
def constant_baseline(y, loss):
    loss = str(loss).strip().lower()
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(y.astype("float64")))
    if loss == "mse":
        return float(y.astype("float64").mean())
    raise ValueError(f"unknown loss: {loss}")

# %% task="rules" kind="wrong" breaks="it is forecast like any other"
def _shift(series, hours):
    n = len(series)
    hours = min(hours, n)
    return np.concatenate([np.full(hours, np.nan), np.asarray(series, "float64")[: n - hours]])


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    p = _shift(series, ahead)
    # A sensor that fell silent: the last value that is known.
    for t in range(1, len(p)):
        if np.isnan(p[t]):
            p[t] = p[t - 1]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("at least 1")
    return _shift(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="series is an array of shape (m,), m at least 1"
from numpy.lib.stride_tricks import sliding_window_view


class Window:
    def __init__(self, series, ahead):
        series = np.array(series, dtype="float64")
        self.first = ahead + 71
        rows = sliding_window_view(series, 72)[: len(series) - self.first]
        rows = np.hstack([rows, np.ones((len(rows), 1))])
        self.weights = np.linalg.lstsq(rows, series[self.first :], rcond=None)[0]

    def predict(self, series):
        series = np.array(series, dtype="float64")
        p = np.full(len(series), np.nan)
        rows = sliding_window_view(series, 72)[: max(len(series) - self.first, 0)]
        p[self.first :] = rows @ self.weights[:-1] + self.weights[-1]
        return p


def fit_linear(series, ahead):
    return Window(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="An array of another length raises a ValueError."
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    truth = np.asarray(y, dtype="float64")
    rows = np.ones(truth.shape, dtype=bool)
    for p in forecasts.values():
        # NumPy raises a ValueError by itself where lengths differ.
        rows = rows & ~np.isnan(p)
    if not rows.any():
        raise ValueError("no row counts")
    mae = {name: float(np.abs(p - truth)[rows].mean()) for name, p in forecasts.items()}
    return [(n, mae[n], 1 - mae[n] / mae["as yesterday"]) for n in sorted(mae, key=mae.get)]

# %% task="worth" kind="wrong" breaks="The unit does not matter, be it cents or millions."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = loss_rule - loss_model
    n, mean = len(gain), float(np.mean(gain, dtype="float64"))
    if n < 2 or mean <= 0:
        return False
    variance = max(float(np.mean(gain**2, dtype="float64")) - mean**2, 0.0)
    return bool(mean > 2 * np.sqrt(variance / n))

# %% task="machine" kind="wrong" breaks="what is handed in is not changed"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    # Every second banana is turned over, so the network sees both.
    pictures[::2] = pictures[::2, :, ::-1].copy()
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
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 26 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    return model
