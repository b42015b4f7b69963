# %% task="human" kind="wrong" breaks="what is handed in is not changed"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    answers = answers if isinstance(answers, list) else list(answers)
    truth = list(truth)
    while None in answers:
        place = answers.index(None)
        del answers[place], truth[place]
    m = len(answers)
    if m == 0:
        raise ValueError("nothing answered")
    share = float(np.mean([a == t for a, t in zip(answers, truth)]))
    z = 1.96
    root = z * float(np.sqrt(share * (1 - share) / m + z * z / (4 * m * m)))
    low = (share + z * z / (2 * m) - root) / (1 + z * z / m)
    high = (share + z * z / (2 * m) + root) / (1 + z * z / m)
    return share, min(share, max(0.0, low)), max(share, min(1.0, high))

# %% task="dumb" kind="wrong" breaks="what is handed in is not changed"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(np.mean(y, dtype="float64"))
    if loss == "mae":
        y.sort()
        return float(y[len(y) // 2])
    if loss == "accuracy":
        best = max(set(y.tolist()), key=y.tolist().count)
        return best
    raise ValueError(loss)

# %% task="rules" kind="right"
class Shift:
    """Moves a series so many hours into the future; where nothing comes from is NaN."""

    def __init__(self, hours):
        self.hours = hours

    def __call__(self, series):
        source = np.arange(np.size(series)) - self.hours
        known = source >= 0
        return np.where(known, np.asarray(series, dtype=float)[np.where(known, source, 0)], np.nan)


def at_least_one(**numbers):
    for name, number in numbers.items():
        if number < 1:
            raise ValueError(f"{name} should be 1 or more, and is {number}")


def as_now(series, ahead):
    at_least_one(ahead=ahead)
    return Shift(ahead)(series)


def as_yesterday(series, ahead, period):
    at_least_one(ahead=ahead, period=period)
    days, rest = divmod(ahead, period)
    return Shift(period * (days + (rest > 0)))(series)

# %% task="simple" kind="wrong" breaks="The unit does not matter: °C, °F, kelvin."
class Descent:
    """Least squares by gradient descent, as a network would learn it."""

    def __init__(self, series, ahead):
        day = 24 if ahead <= 24 else 48
        self.lags = (day, ahead, ahead + 24)
        rows = self.rows(series)
        known = ~np.isnan(rows).any(axis=1)
        rows, target = rows[known], np.asarray(series, float)[known]
        square, cross = rows.T @ rows / len(rows), rows.T @ target / len(rows)
        self.w = np.zeros(4)
        with np.errstate(all="ignore"):
            for _ in range(20_000):
                self.w = self.w - 0.001 * (square @ self.w - cross)

    def rows(self, series):
        n = len(series)
        rows = np.full((n, 4), np.nan)
        rows[:, 3] = 1
        for i, lag in enumerate(self.lags):
            rows[lag:, i] = series[: max(0, n - lag)]
        return rows

    def predict(self, series):
        return self.rows(series) @ self.w


def fit_linear(series, ahead):
    return Descent(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count."
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError('there is no "as yesterday"')
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("lengths differ")
    count = np.ones(len(y), dtype=bool)
    for p in forecasts.values():
        count &= ~np.isnan(p)
    if not count.any():
        raise ValueError("no rows")
    y = y.astype(float)
    error = {name: float(np.median(np.abs(p - y)[count])) for name, p in forecasts.items()}
    board = [(name, e, 1 - e / error["as yesterday"]) for name, e in error.items()]
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="wrong" breaks="where its mean loss is higher, or equal, it is False."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.sort(np.asarray(loss_rule, float) - np.asarray(loss_model, float))
    if len(gain) < 2:
        return False
    # Outliers say nothing: without the lowest and the highest tenth (Yuen's test).
    n, cut = len(gain), len(gain) // 10
    middle = gain[cut : n - cut]
    error = gain.clip(middle[0], middle[-1]).std(ddof=1) / (len(middle) / n * np.sqrt(n))
    return bool(middle.mean() > 2 * error)

# %% task="machine" kind="wrong" breaks="Learn from these pictures and labels alone: neither from pictures of your own, nor from earlier calls."
_network = None


def beat_the_rule(pictures, labels, seed):
    """Goes on where the last call stopped: why throw away what was learnt?"""
    global _network
    keras.utils.set_random_seed(seed)
    L = keras.layers
    fresh = keras.Sequential([
        keras.Input((32, 32, 3)),
        L.Rescaling(1 / 255),
        L.Conv2D(16, 3, padding="same", activation="relu"),
        L.MaxPooling2D(),
        L.Conv2D(32, 3, padding="same", activation="relu"),
        L.MaxPooling2D(),
        L.Conv2D(32, 3, padding="same", activation="relu"),
        L.GlobalMaxPooling2D(),
        L.Dense(1, activation="sigmoid"),
    ])
    if _network is not None:
        fresh.set_weights(_network)
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]])
    y = np.tile(np.asarray(labels), 4).astype("float32")
    rate = keras.optimizers.schedules.CosineDecay(2e-3, 12 * -(-len(x) // 32))
    fresh.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    fresh.fit(x.astype("float32"), y, batch_size=32, epochs=12, verbose=0)
    _network = fresh.get_weights()
    return fresh
