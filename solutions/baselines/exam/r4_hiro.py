# %% task="human" kind="wrong" breaks="high - low is at most 2.1 / sqrt(m)"
# believed: a wider interval is never wrong, so better take 99 % (2.576) to be safe
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("lengths differ")
    correct = np.array([a == t for a, t in zip(answers, truth) if a is not None], dtype=float)
    if len(correct) == 0:
        raise ValueError("no answers")
    m, right, z = len(correct), correct.sum(), 2.576
    center = (right + z**2 / 2) / (m + z**2)
    margin = z / (m + z**2) * np.sqrt(right * (m - right) / m + z**2 / 4)
    share = float(right / m)
    return share, min(share, max(0.0, float(center - margin))), max(share, min(1.0, float(center + margin)))

# %% task="dumb" kind="wrong" breaks="the mean absolute error"
# believed: the middle value is halfway between the smallest and the largest
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    elif loss == "mae":
        return (float(y.min()) + float(y.max())) / 2
    elif loss == "mse":
        return float(y.mean())
    raise ValueError(f"Unknown loss: {loss}")

# %% task="rules" kind="right"
import math


def _lag(series, hours):
    n = len(series)
    hours = min(hours, n)
    return np.concatenate([np.full(hours, np.nan), series[: n - hours].astype(float)])


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError(f"ahead must be >= 1, got {ahead}")
    return _lag(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError(f"ahead must be >= 1, got {ahead}")
    if period < 1:
        raise ValueError(f"period must be >= 1, got {period}")
    return _lag(series, math.ceil(ahead / period) * period)

# %% task="simple" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
# believed: a linear model has one best solution, so Dense(1) ends in the same place each time, without a seed
def fit_linear(series, ahead):
    series = np.asarray(series, dtype="float32")
    mean, std = series.mean(), series.std()
    lags = [ahead, 24 * -(-ahead // 24), ahead + 24]

    def windows(values):
        values = (np.asarray(values, dtype="float32") - mean) / std
        x = np.full((len(values), len(lags)), np.nan, dtype="float32")
        for i, lag in enumerate(lags):
            x[lag:, i] = values[: max(0, len(values) - lag)]
        return x

    x = windows(series)
    ok = ~np.isnan(x).any(axis=1)
    model = keras.Sequential([keras.Input((len(lags),)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="mse")
    model.fit(x[ok], ((series - mean) / std)[ok], epochs=30, batch_size=64, verbose=0)
    kernel, bias = model.layers[-1].get_weights()

    class Forecaster:
        def predict(self, series):
            return (windows(series) @ kernel[:, 0] + bias[0]).astype("float64") * std + mean

    return Forecaster()

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count."
# believed: the rule's error in the skill is a property of the rule, measured on all rows that it answers
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("missing as yesterday")
    for name, p in forecasts.items():
        if len(p) != len(y):
            raise ValueError(f"{name} has the wrong length")
    baseline = float(np.nanmean(np.abs(forecasts["as yesterday"] - y)))
    valid = np.ones(len(y), dtype=bool)
    for p in forecasts.values():
        valid &= ~np.isnan(p)
    if not valid.any():
        raise ValueError("no valid rows")
    results = []
    for name, p in forecasts.items():
        mae = float(np.abs(p[valid] - y[valid]).mean())
        results.append((name, mae, 1 - mae / baseline))
    return sorted(results, key=lambda r: r[1])

# %% task="worth" kind="wrong" breaks="Where both are equally good"
# believed: from 30 rows on the central limit theorem holds, so luck has averaged out and the lower mean wins
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    if len(loss_model) < 30:
        return False
    return bool(np.mean(loss_model) < np.mean(loss_rule))

# %% task="machine" kind="wrong" breaks="neither from pictures of your own"
# believed: more data is always better, and draw_bananas gives as much of it as one likes
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    more, more_labels = draw_bananas(1200, seed=seed + 1000)
    x = np.concatenate([pictures, more]).astype("float32")
    y = np.concatenate([labels, more_labels]).astype("float32")
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(inputs)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.Concatenate()(
        [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
    )
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    model.fit(x, y, epochs=15, batch_size=32, verbose=0)
    return model
