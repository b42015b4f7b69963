# %% task="human" kind="wrong" breaks="On average over the shares .05, .06, …, .95 it is at least .92."
# believed: for 95 % one takes the quantile 1.645 (that leaves 5 % at each end, not 5 % in all)
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    right = [a == t for a, t in zip(answers, truth) if a is not None]
    m = len(right)
    if m == 0:
        raise ValueError("no answers")
    k = int(sum(right))
    z = 1.645
    centre = (k + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * np.sqrt(k * (m - k) / m + z**2 / 4)
    share = k / m
    return share, float(min(share, max(0, centre - half))), float(max(share, min(1, centre + half)))

# %% task="dumb" kind="wrong" breaks="Both are right, each for another loss."
# believed: the mean is the best forecast for every error that is a number; only accuracy differs
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[np.argmax(counts)]
    if loss in ("mae", "mse"):
        return y.mean()
    raise ValueError(f"unknown loss {loss}")

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead >= 1")
    t = np.arange(len(series))
    known = t >= ahead
    p = np.full(len(series), np.nan)
    p[known] = series[t[known] - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead >= 1 and period >= 1")
    k = (ahead + period - 1) // period
    return as_now(series, k * period)

# %% task="simple" kind="wrong" breaks="Fitted on days that are all exactly alike"
# believed: the normal equations always have one solution (where days are alike, columns depend on each other)
def fit_linear(series, ahead):
    lags = range(ahead, ahead + 48)

    def design(s):
        s = np.asarray(s, dtype=float)
        X = np.full((len(s), 49), np.nan)
        X[:, 0] = 1
        for j, lag in enumerate(lags, start=1):
            X[lag:, j] = s[:-lag] if lag < len(s) else []
        return X

    X = design(series)
    rows = np.isfinite(X).all(axis=1)
    X, y = X[rows], np.asarray(series, dtype=float)[rows]
    beta = np.linalg.inv(X.T @ X) @ X.T @ y

    class OLS:
        def predict(self, series):
            return design(series) @ beta

    return OLS()

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count."
# believed: the absolute value of the mean error and the mean of the absolute errors are the same
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("lengths")
    rows = ~np.isnan(np.array(list(forecasts.values()), dtype=float)).any(axis=0)
    if not rows.any():
        raise ValueError("no rows")
    mae = {}
    for name, p in forecasts.items():
        mae[name] = float(abs(np.mean(p[rows] - y[rows])))
    table = [(name, mae[name], 1 - mae[name] / mae["as yesterday"]) for name in mae]
    return sorted(table, key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
# believed: a permutation test may draw new signs each time; with 1000 of them it hardly matters
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    rng = np.random.default_rng()
    d = np.asarray(loss_rule, dtype=float) - np.asarray(loss_model, dtype=float)
    gain = d.mean()
    if gain <= 0:
        return False
    as_good = 0
    for _ in range(1000):
        signs = rng.choice([-1, 1], size=len(d))
        as_good += (signs * d).mean() >= gain
    return bool((as_good + 1) / 1001 < 0.05)

# %% task="machine" kind="wrong" breaks="For each picture it gives the probability that it is rotten"
# believed: with from_logits the model's output is a probability all the same; Keras takes care of the sigmoid
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    y = np.tile(labels, 4)
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    for f in (16, 32):
        h = keras.layers.Conv2D(f, 3, padding="same", activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    a = keras.layers.GlobalAveragePooling2D()(h)
    b = keras.layers.GlobalMaxPooling2D()(h)
    model = keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Concatenate()([a, b])))
    model.compile(
        optimizer=keras.optimizers.Adam(0.002),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    model.fit(x.astype("float32"), y, epochs=16, batch_size=32, verbose=0)
    return model
