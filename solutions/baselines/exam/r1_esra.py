# %% task="human" kind="wrong" breaks="It is at least .86 for each share."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    hits = [bool(a == t) for a, t in zip(answers, truth) if a is not None]
    m = len(hits)
    if not m:
        raise ValueError("nothing was answered")
    share = sum(hits) / m
    # The rule of three where all or none are right; else the formula that everybody knows.
    if share == 1:
        return 1.0, max(0.0, 1 - 3 / m), 1.0
    if share == 0:
        return 0.0, 0.0, min(1.0, 3 / m)
    half = 1.96 * (share * (1 - share) / m) ** 0.5
    return share, max(0.0, share - half), min(1.0, share + half)

# %% task="dumb" kind="wrong" breaks="apart from rounding in the"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        best = values[counts.argmax()]
    elif loss == "mae":
        best = np.sort(y)[(len(y) - 1) // 2]
    elif loss == "mse":
        best = np.mean(y, dtype="float64")
    else:
        raise ValueError(f"no such loss: {loss}")
    # a forecast is of the same type as what is forecast
    return y.dtype.type(best).item()

# %% task="rules" kind="wrong" breaks="n at least 1, ints or floats: one value for each hour."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead should be at least 1")
    p = np.roll(series, ahead)
    p[:ahead] = np.nan
    return p


def as_yesterday(series, ahead, period):
    if period < 1 or ahead < 1:
        raise ValueError("ahead and period should be at least 1")
    back = period
    while back < ahead:
        back += period
    p = np.roll(series, back)
    p[:back] = np.nan
    return p

# %% task="simple" kind="wrong" breaks="series is an array of shape (m,), m at least 1"
from numpy.lib.stride_tricks import sliding_window_view


def fit_linear(series, ahead):
    series = np.array(series, dtype=float)
    windows = sliding_window_view(series, 72)[:-ahead]
    ones = np.ones((len(windows), 1))
    w = np.linalg.lstsq(np.hstack([ones, windows]), series[ahead + 71 :], rcond=None)[0]

    class Fitted:
        def predict(self, series):
            series = np.array(series, dtype=float)
            p = np.full(len(series), np.nan)
            p[ahead + 71 :] = w[0] + sliding_window_view(series, 72)[:-ahead] @ w[1:]
            return p

    return Fitted()

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    names = list(forecasts)
    if "as yesterday" not in names:
        raise ValueError("`as yesterday` is needed: skill is measured against it")
    if any(np.shape(p) != np.shape(y) for p in forecasts.values()):
        raise ValueError("each forecast needs a number, or NaN, for each row of y")
    stacked = np.array([forecasts[name] for name in names], dtype=float)
    rows = ~np.isnan(stacked).any(axis=0)
    if not rows.any():
        raise ValueError("there is no row on which all give a forecast")
    maes = np.abs(stacked[:, rows] - np.asarray(y, dtype=float)[rows]).mean(axis=1)
    skills = 1 - maes / maes[names.index("as yesterday")]
    return [(names[i], float(maes[i]), float(skills[i])) for i in np.argsort(maes, kind="stable")]

# %% task="worth" kind="wrong" breaks="Where the model is better by the same amount on each of 30 rows or more,"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_model)
    if n == 1:
        return False
    d = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    mean = d.mean()
    variance = (d**2).mean() - mean**2
    with np.errstate(all="ignore"):
        return bool(mean / np.sqrt(variance / (n - 1)) > 1.96)

# %% task="machine" kind="wrong" breaks="the same camera more often than `rule` is (which sees the usual colours): by .10 or more, as .90"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(1, activation="sigmoid", kernel_regularizer=keras.regularizers.L2(0.01)),
    ])
    model.compile("adam", "binary_crossentropy")
    model.fit(pictures.astype("float32"), np.asarray(labels), epochs=40, verbose=0)
    return model
