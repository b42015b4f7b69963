# %% task="human" kind="right"
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth must have the same length")
    pairs = [(a, t) for a, t in zip(answers, truth) if a is not None]
    m = len(pairs)
    if m == 0:
        raise ValueError("nothing was answered")
    k = sum(1 for a, t in pairs if a == t)
    z = 1.959963984540054
    share = k / m
    centre = (k + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * math.sqrt(k * (m - k) / m + z * z / 4)
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# Since the second round ints are up to a million, for which this answer is right.
# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        ranked = np.sort(y)
        n = len(ranked)
        if n % 2:
            return ranked[n // 2].item()
        return float((ranked[n // 2 - 1] + ranked[n // 2]) / 2)
    if loss == "mse":
        return float(y.mean(dtype=np.float64))
    raise ValueError(loss)

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("the future begins at 1")
    p = np.full(len(series), np.nan)
    p[ahead:] = series[: max(0, len(series) - ahead)]
    return p


def as_yesterday(series, ahead, period):
    if min(ahead, period) < 1:
        raise ValueError("ahead and period are 1 or more")
    # The smallest multiple of the period that is not less than ahead is how far back "as now" must look.
    return as_now(series, ahead + -ahead % period)

# %% task="simple" kind="right"
class Recursive:
    """Learns one hour ahead, and asks itself again and again: still a weighted sum of 72 hours."""

    def __init__(self, constant, weights, ahead):
        self.constant, self.weights, self.ahead = constant, weights, ahead

    def predict(self, series):
        m = len(series)
        p = np.full(m, np.nan)
        # A row for each hour at which 72 hours are known; the newest stands last.
        made_at = np.arange(71, m - self.ahead)
        if made_at.size == 0:
            return p
        known = np.asarray(series, dtype=float)[made_at[:, None] + np.arange(-71, 1)]
        for _ in range(self.ahead):
            following = self.constant + known @ self.weights
            known = np.hstack([known[:, 1:], following[:, None]])
        p[made_at + self.ahead] = known[:, -1]
        return p


def fit_linear(series, ahead):
    values = np.array(series, dtype=float)
    hours = np.arange(72, len(values))
    x, y = values[hours[:, None] + np.arange(-72, 0)], values[hours]
    offset = values.mean()
    weights = np.linalg.lstsq(x - offset, y - offset, rcond=1e-9)[0]
    # Around the series' own mean there is no constant left.
    return Recursive(offset * (1 - weights.sum()), weights, ahead)

# %% task="scoreboard" kind="wrong" breaks="An array of another length raises a"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday?")
    # NumPy raises a ValueError by itself where lengths do not fit.
    errors = {name: np.abs(np.asarray(p, float) - np.asarray(y, float)) for name, p in forecasts.items()}
    rows = ~np.isnan(sum(errors.values()))
    if not rows.any():
        raise ValueError("no rows count")
    maes = {name: float(e[rows].mean()) for name, e in errors.items()}
    board = [(name, mae, 1 - mae / maes["as yesterday"]) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Nor does the order of the rows, where the case is"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    n = len(gain)
    if n < 2:
        return False
    # What is real shows in both halves.
    if gain[: n // 2].mean() <= 0 or gain[n // 2 :].mean() <= 0:
        return False
    return bool(gain.mean() > 1.645 * gain.std(ddof=1) / np.sqrt(n))

# %% task="machine" kind="right"
class Trainer:
    """Draws everything from its own seeds, and nothing from those that others share."""

    def __init__(self, seed):
        self.seed = seed
        self.drawn = 0

    def start(self):
        self.drawn += 1
        return keras.initializers.HeNormal(seed=self.seed * 10 + self.drawn)

    def network(self):
        block = dict(kernel_size=3, padding="same", activation="relu")
        picture = keras.layers.Input(shape=(32, 32, 3))
        maps = keras.layers.Rescaling(scale=1 / 127.5, offset=-1.0)(picture)
        for filters in (16, 32):
            maps = keras.layers.Conv2D(filters, kernel_initializer=self.start(), **block)(maps)
            maps = keras.layers.MaxPool2D(pool_size=2)(maps)
        maps = keras.layers.Conv2D(32, kernel_initializer=self.start(), **block)(maps)
        how_much = keras.layers.GlobalAveragePooling2D()(maps)
        anywhere = keras.layers.GlobalMaxPooling2D()(maps)
        both = keras.layers.concatenate([how_much, anywhere])
        glorot = keras.initializers.GlorotUniform(seed=self.seed * 10 + 9)
        return keras.Model(picture, keras.layers.Dense(1, "sigmoid", kernel_initializer=glorot)(both))

    def train(self, pictures, labels, epochs=18, batch=32):
        order = np.random.default_rng(self.seed)
        turned = [pictures[:, ::up, ::left] for up in (1, -1) for left in (1, -1)]
        x = np.concatenate(turned).astype(np.float32)
        y = np.concatenate([labels] * len(turned)).astype(np.float32).reshape(-1, 1)
        network = self.network()
        steps = epochs * int(np.ceil(len(x) / batch))
        falling = keras.optimizers.schedules.PolynomialDecay(2.5e-3, steps, end_learning_rate=5e-5)
        network.compile(optimizer=keras.optimizers.Adam(falling), loss="binary_crossentropy")
        for _ in range(epochs):
            now = order.permutation(len(x))
            network.fit(x[now], y[now], batch_size=batch, epochs=1, shuffle=False, verbose=0)
        return network


def beat_the_rule(pictures, labels, seed):
    return Trainer(int(seed)).train(pictures, labels)
