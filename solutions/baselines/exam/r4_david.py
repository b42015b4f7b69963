# %% task="human" kind="wrong" breaks="They depend on m and on the number of right answers, and on nothing else."
# believed: the share leaves the gaps out, but n in the formula is the number of rows, gaps too
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth differ in length")
    a = np.array([np.nan if x is None else float(x) for x in answers])
    t = np.array([float(x) for x in truth])
    known = ~np.isnan(a)
    if not known.any():
        raise ValueError("no answers")
    share = float((a[known] == t[known]).mean())
    n, z = len(a), 1.96
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low = float(min(share, max(0.0, middle - half)))
    high = float(max(share, min(1.0, middle + half)))
    return share, low, high

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    def mode(values):
        uniques, counts = np.unique(values, return_counts=True)
        return uniques[counts.argmax()]

    aggregate = {"accuracy": mode, "mae": np.median, "mse": np.mean}
    if loss not in aggregate:
        raise ValueError(f"loss must be one of {list(aggregate)}, not {loss!r}")
    return aggregate[loss](y.astype("float64")).item()

# %% task="rules" kind="wrong" breaks="k is 1 up to 24 hours ahead, and 2 from"
# believed: the whole days in `ahead`, plus one (at exactly one day ahead that is a day too many)
def shift(series, periods):
    out = np.full(len(series), np.nan)
    out[periods:] = series[:-periods]
    return out


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be positive")
    return shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be positive")
    k = ahead // period + 1
    return shift(series, k * period)

# %% task="simple" kind="wrong" breaks="Nothing else of the series has a"
# believed: np.roll is a shift; what it brings round from the end is gone once the first `ahead` rows are NaN
def fit_linear(series, ahead):
    lags = [ahead, 24 * int(np.ceil(ahead / 24)), ahead + 24]

    def features(s):
        s = np.asarray(s, dtype="float64")
        columns = [np.roll(s, lag) for lag in lags] + [np.ones(len(s))]
        return np.stack(columns, axis=1)

    X = features(series)[max(lags):]
    y = np.asarray(series, dtype="float64")[max(lags):]
    coef, *_ = np.linalg.lstsq(X, y, rcond=None)

    class Model:
        def predict(self, series):
            p = features(series) @ coef
            p[:ahead] = np.nan
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="All must be judged on the same rows."
# believed: it is fair if each forecast is compared with the rule on the rows that these two answer
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    rule = forecasts["as yesterday"]
    board = []
    for name, p in forecasts.items():
        both = ~np.isnan(p) & ~np.isnan(rule)
        if not both.any():
            raise ValueError("no rows in common with the rule")
        mae = np.abs(p - y)[both].mean()
        rule_mae = np.abs(rule - y)[both].mean()
        board.append((name, float(mae), float(1 - mae / rule_mae)))
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Real gains are seen."
# believed: two means are compared by Welch's test, each column with its own scatter
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    n = len(loss_model)
    if n < 2:
        return False
    gain = np.mean(loss_rule) - np.mean(loss_model)
    se = np.sqrt(np.var(loss_rule, ddof=1) / n + np.var(loss_model, ddof=1) / n)
    if se == 0:
        return bool(gain > 0)
    return bool(gain / se > 1.96)

# %% task="machine" kind="wrong" breaks="The same call with the same seed gives the same model"
# believed: a seed is for drawing data; the network itself learns the same each time
def beat_the_rule(pictures, labels, seed):
    order = np.random.default_rng(seed).permutation(4 * len(pictures))
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    x, y = x[order].astype("float32"), np.tile(labels, 4)[order]
    layers = keras.layers
    inputs = keras.Input((32, 32, 3))
    h = layers.Rescaling(1 / 255)(inputs)
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(h))
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    model.fit(x, y, epochs=16, batch_size=32, verbose=0)
    return model
