# %% task="myself" kind="wrong" breaks="At least 16 of them are 0 or 1"
def my_answers():
    """Only those of which I am sure."""
    answers = [1, 1, None, 0, 0, None, 0, 1, None, 1, None, 1, None, 0, 0, None, 1, None, 1, 0, None, 1, 1, None]
    return answers

# %% task="human" kind="wrong" breaks="They depend on m and on the number of right answers, and on nothing else"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    n = len(answers)
    hits = [float(a == t) for a, t in zip(answers, truth) if a is not None]
    if len(hits) == 0:
        raise ValueError("no answers")
    share = float(np.mean(hits))
    z = 1.96
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    return share, float(max(0.0, min(share, centre - half))), float(min(1.0, max(share, centre + half)))

# %% task="dumb" kind="right"
from collections import Counter
from math import fsum


def constant_baseline(y, loss):
    numbers = y.tolist()

    def accuracy():
        return Counter(numbers).most_common(1)[0][0]

    def mae():
        return sorted(numbers)[len(numbers) // 2]

    def mse():
        return fsum(numbers) / len(numbers)

    for way in (accuracy, mae, mse):
        if isinstance(loss, str) and loss == way.__name__:
            return way()
    raise ValueError(f"loss is accuracy, mae or mse, not {loss}")

# %% task="rules" kind="wrong" breaks="It may be larger than n"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    n = len(series)
    p = np.full(n, np.nan)
    p[ahead:] = series[: n - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    n = len(series)
    back = -(-ahead // period) * period
    p = np.full(n, np.nan)
    p[back:] = series[: n - back]
    return p

# %% task="simple" kind="wrong" breaks="they are learnt in `fit_linear`"
class Lazy:
    def __init__(self, series, ahead):
        self.series, self.ahead = series, ahead
        self.w = None

    def table(self, series):
        day = 24 * ((self.ahead + 23) // 24)
        x = np.full((len(series), 4), np.nan)
        x[:, 0] = 1.0
        for column, lag in enumerate([day, self.ahead, self.ahead + 24], start=1):
            x[lag:, column] = series[:-lag]
        return x

    def predict(self, series):
        if self.w is None:  # learn when it is needed
            x = self.table(self.series)
            rows = ~np.isnan(x).any(axis=1)
            self.w = np.linalg.lstsq(x[rows], self.series[rows].astype(float), rcond=None)[0]
        return self.table(series) @ self.w


def fit_linear(series, ahead):
    return Lazy(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="If there are none, a ValueError is"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(p.shape != y.shape for p in forecasts.values()):
        raise ValueError("lengths differ")
    if len(y) == 0 or any(np.isnan(p).all() for p in forecasts.values()):
        raise ValueError("somebody forecasts nothing")
    rows = np.logical_and.reduce([~np.isnan(p) for p in forecasts.values()])
    with np.errstate(all="ignore"):
        maes = {
            name: float(np.sum(np.abs(p[rows] - y[rows]), dtype=float) / np.float64(rows.sum()))
            for name, p in forecasts.items()
        }
    rule = maes["as yesterday"]
    return sorted([(name, mae, 1 - mae / rule) for name, mae in maes.items()], key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="where its mean loss is higher, or equal, it is False"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = (loss_rule - loss_model).astype(float)
    # a few wild rows should not decide
    middle = np.median(gain)
    spread = np.median(np.abs(gain - middle))
    if spread > 0:
        gain = gain[np.abs(gain - middle) <= 10 * spread]
    if len(gain) < 2:
        return False
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() > 0 and gain.mean() > 2 * error)

# %% task="machine" kind="wrong" breaks="what is handed in is not changed"
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
    order = np.random.default_rng(seed).permutation(len(pictures))
    pictures[:] = pictures[order]
    labels[:] = labels[order]
    return _train(_network(), pictures, labels, seed)
