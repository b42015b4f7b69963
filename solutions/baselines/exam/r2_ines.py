# %% task="myself" kind="wrong" breaks="13 of 17 or 18"
def my_answers():
    return [0, 1, None, 0, 0, 1, 0, None, 0, 0, 1, None, None, 1, 0, 1, 0, 0, 1, None, None, 0, 1, 0]

# %% task="human" kind="wrong" breaks="what is handed in is not changed"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    a, t = np.asarray(answers, dtype=object), np.asarray(truth)
    a[a == None] = -1  # noqa: E711
    given = a != -1
    m = int(given.sum())
    if m == 0:
        raise ValueError("no answers")
    right = int((a[given] == t[given]).sum())
    share = right / m
    z = 1.96
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    low = 0.0 if right == 0 else float(max(middle - half, 0.0))
    high = 1.0 if right == m else float(min(middle + half, 1.0))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="the mean absolute error"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()].item()
    if loss == "mae":
        return float(np.median(np.unique(y)))
    if loss == "mse":
        return float(y.astype("float64").mean())
    raise ValueError(f"unknown loss: {loss}")

# %% task="rules" kind="wrong" breaks="k is the smallest whole number, at least 1, for which"
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
    return as_now(series, max(1, round(ahead / period)) * period)

# %% task="simple" kind="wrong" breaks="the hours from t - ahead - 71 to t - ahead"
class AllHours:
    def __init__(self, series, ahead):
        self.ahead, self.lags = ahead, np.arange(ahead, ahead + 72 + 1)
        y = np.array(series, dtype="float64")
        self.w = np.linalg.lstsq(self.table(y)[ahead + 72 :], y[ahead + 72 :], rcond=None)[0]

    def table(self, series):
        # Before the series begins, it is taken to be as in its first hour.
        hours = np.maximum(np.arange(len(series))[:, None] - self.lags, 0)
        return np.hstack([series[hours], np.ones((len(series), 1))])

    def predict(self, series):
        p = self.table(np.array(series, dtype="float64")) @ self.w
        p[: self.ahead] = np.nan
        return p


def fit_linear(series, ahead):
    return AllHours(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("unequal lengths")
    table = np.array([np.asarray(p, "float64") for p in forecasts.values()])
    if np.isnan(table).any(axis=0).all():
        raise ValueError("no row counts")
    # Each begins where it knows enough; the last to begin decides.
    start = max(int(np.argmin(np.isnan(p))) for p in table)
    errors = np.nanmean(np.abs(table[:, start:] - y[start:]), axis=1).tolist()
    mae = dict(zip(forecasts, errors))
    return sorted(((n, mae[n], 1 - mae[n] / mae["as yesterday"]) for n in mae), key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, dtype="float64") - np.asarray(loss_model, dtype="float64")
    n = len(gain)
    if n < 2 or gain.mean() <= 0:
        return False
    coins = np.random.default_rng()
    by_luck = [(gain * coins.choice([-1, 1], n)).mean() for _ in range(300)]
    return bool(np.mean(np.array(by_luck) >= gain.mean()) < 0.04)

# %% task="machine" kind="wrong" breaks="by .10 or more"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    x, y = pictures.astype("float32"), labels.astype("float32").reshape(-1, 1)
    inputs = keras.Input((32, 32, 3))
    flat = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255, offset=-0.5)(inputs))
    flat = keras.layers.Dense(16, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01))(flat)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(flat))
    model.compile("adam", "binary_crossentropy")
    model.fit(x, y, epochs=40, verbose=0)
    return model
