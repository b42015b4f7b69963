# %% task="myself" kind="wrong" breaks="Good ones may have a sticker, and harmless"
# believed: any mark on the skin, be it a faint dot or a sticker, means that something is wrong with the banana
def my_answers():
    return [1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]

# %% task="human" kind="wrong" breaks="Unequal lengths raise a ValueError."
# believed: zip sees to it that both have the same length
def human_baseline(answers, truth):
    m = 0
    right = 0
    for answer, label in zip(answers, truth):
        if answer is None:
            continue
        m += 1
        if answer == label:
            right += 1
    if m == 0:
        raise ValueError("no answers")
    share = right / m
    zz = 1.96**2
    middle = (right + zz / 2) / (m + zz)
    half = 1.96 / (m + zz) * (right * (m - right) / m + zz / 4) ** 0.5
    return share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))

# %% task="dumb" kind="wrong" breaks="what is handed in is not changed"
# believed: y.sort() gives me a sorted y of my own (it sorts the caller's array)
def constant_baseline(y, loss):
    if loss == "mse":
        return float(y.mean())
    if loss == "mae":
        y.sort()
        return float(y[len(y) // 2])
    if loss == "accuracy":
        y.sort()
        best, longest, run = y[0], 1, 1
        for i in range(1, len(y)):
            run = run + 1 if y[i] == y[i - 1] else 1
            if run > longest:
                best, longest = y[i], run
        return best.item()
    raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="Here k is the smallest whole number, at least 1, for which"
# believed: there are two cases, one day back or two, as in the example with 24 and 48 hours
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead < 1")
    p = np.full(series.shape, np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("ahead < 1")
    if period < 1:
        raise ValueError("period < 1")
    if ahead <= period:
        back = period
    else:
        back = 2 * period
    p = np.full(series.shape, np.nan)
    p[back:] = series[:-back]
    return p

# %% task="simple" kind="wrong" breaks="what is handed in is not changed"
# believed: -= makes a new array inside the function
def fit_linear(series, ahead):
    mean = series.mean()
    series -= mean
    lags = [ahead, (ahead + 23) // 24 * 24, ahead + 24]
    start = max(lags)
    x = np.stack([series[start - lag : len(series) - lag] for lag in lags], axis=1)
    w = np.linalg.lstsq(x, series[start:], rcond=None)[0]

    class Model:
        def predict(self, series):
            centred = series - mean
            p = np.full(len(series), np.nan)
            for t in range(start, len(series)):
                p[t] = mean + sum(w[i] * centred[t - lag] for i, lag in enumerate(lags))
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="If there are none, a ValueError is"
# believed: there will always be a row that all of them answer (else the mean of nothing is NaN)
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday?")
    rows = np.full(len(y), True)
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("length?")
        rows = rows & ~np.isnan(p)
    error_of = {}
    for name, p in forecasts.items():
        error_of[name] = float(np.mean(np.abs(p - y)[rows]))
    out = []
    for name in sorted(error_of, key=error_of.get):
        out.append((name, error_of[name], 1 - error_of[name] / error_of["as yesterday"]))
    return out

# %% task="worth" kind="wrong" breaks="Real gains are seen."
# believed: the gain must exceed two standard deviations of the differences (forgot the square root of n)
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal")
    if len(loss_model) < 2:
        return False
    gain = np.asarray(loss_rule, dtype=float) - np.asarray(loss_model, dtype=float)
    return bool(gain.mean() > 0 and gain.mean() > 2 * gain.std(ddof=1))

# %% task="machine" kind="wrong" breaks="is another picture with"
# believed: np.repeat and np.tile do the same; so the labels of the turned pictures are in another order
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]])
    y = np.repeat(labels, 4)
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
    model.fit(x.astype("float32"), y, epochs=14, batch_size=32, verbose=0)
    return model
