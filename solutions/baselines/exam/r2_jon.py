# %% task="myself" kind="wrong" breaks="None where you cannot"
def my_answers():
    return [1, 1, float("nan"), 0, 0, 0, 0, 1, float("nan"), 1, 1, float("nan"), 1, float("nan"), 0, 1, 1, 0, 1, float("nan"), float("nan"), 1, 1, 0]

# %% task="human" kind="wrong" breaks="Where half of the answers are right, high - low is at most 2.1 / sqrt(m), for these m."
import math


def human_baseline(answers, truth):
    """Hoeffding's inequality holds for each m, so it can only be better."""
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    marks = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    if not marks:
        raise ValueError("no answers")
    share = sum(marks) / len(marks)
    half = math.sqrt(math.log(2 / 0.05) / (2 * len(marks)))
    return share, max(0.0, share - half), min(1.0, share + half)

# %% task="dumb" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
KNOWN = {}


def constant_baseline(y, loss):
    """As others do it, but what was worked out once is kept."""
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    key = len(y), float(y.sum()), loss
    if key not in KNOWN:
        if loss == "accuracy":
            values, counts = np.unique(y, return_counts=True)
            KNOWN[key] = values[counts.argmax()].item()
        else:
            KNOWN[key] = float({"mae": np.median, "mse": np.mean}[loss](y.astype("float64")))
    return KNOWN[key]

# %% task="rules" kind="wrong" breaks="exactly series[t - k * period]"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    series = np.asarray(series, dtype="float64")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("at least 1")
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        hour = t - -(-ahead // period) * period
        while hour >= 0 and np.isnan(series[hour]):
            hour -= period
        if hour >= 0:
            p[t] = series[hour]
    return p

# %% task="simple" kind="wrong" breaks="writing into either changes no other result"
class Lazy:
    """Fits when it is first asked: many models are never used."""

    def __init__(self, series, ahead):
        self.series, self.ahead, self.weights = series, ahead, None

    def rows(self, series):
        padded = np.concatenate([np.full(self.ahead + 71, np.nan), series])
        windows = np.lib.stride_tricks.sliding_window_view(padded, 72)[: len(series)]
        return np.hstack([windows, np.ones((len(series), 1))])

    def predict(self, series):
        if self.weights is None:
            y = np.asarray(self.series, dtype="float64")
            first = self.ahead + 71
            self.weights = np.linalg.lstsq(self.rows(y)[first:], y[first:], rcond=None)[0]
        return self.rows(np.asarray(series, dtype="float64")) @ self.weights


def fit_linear(series, ahead):
    return Lazy(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="what is handed in is not changed"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    rows = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not rows.any():
        raise ValueError("no row counts")
    def error(p):
        return float(np.abs(p[rows] - y[rows].astype("float64")).mean())

    rule = error(forecasts.pop("as yesterday"))
    board = [(name, error(p), 1 - error(p) / rule) for name, p in forecasts.items()]
    return sorted([*board, ("as yesterday", rule, 0.0)], key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Nor does the order of the rows, where the case is clear."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype="float64") - np.asarray(loss_model, dtype="float64")
    n = len(gain)
    if n < 8:
        return False
    # Not once by luck: the model must be better in each quarter of the rows.
    return all(bool(part.mean() > 0) for part in np.array_split(gain, 4))

# The label was `wrong`: units are left out at random. But Keras's `predict` does not do so here.
# %% task="machine" kind="right"
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
    # An ensemble for nothing: other units are left out each time.
    h = keras.layers.Dropout(0.4)(h, training=True)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(4e-3, 26 * -(-len(x) // 64))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    return model
