# %% task="myself" kind="wrong" breaks="in the order of their numbers."
# believed: the sheet is read column by column, from top to bottom
def my_answers():
    return [
        1, 0, 1,
        1, 1, 0,
        0, 1, 1,
        0, 1, 0,
        0, 1, 0,
        0, 0, 1,
        0, 0, 1,
        1, 1, 0,
    ]

# %% task="human" kind="wrong" breaks="Where nothing was answered, so m is 0, a ValueError is raised."
# believed: somebody who is asked gives at least one answer; a division by 0 raises an error anyway
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth must be equally long")
    given = [i for i in range(len(answers)) if answers[i] is not None]
    m = len(given)
    right = len([i for i in given if answers[i] == truth[i]])
    share = right / m
    z = 1.96
    middle = (right + z**2 / 2) / (m + z**2)
    part = z / (m + z**2) * (right * (m - right) / m + z**2 / 4) ** 0.5
    low, high = max(middle - part, 0.0), min(middle + part, 1.0)
    return share, min(low, share), max(high, share)

# %% task="dumb" kind="wrong" breaks="the mean absolute error"
# believed: the middle value is that of the distinct values, each counted once
def constant_baseline(y, loss):
    values, counts = np.unique(y, return_counts=True)
    if loss == "accuracy":
        return values[counts.argmax()]
    if loss == "mae":
        return np.median(values)
    if loss == "mse":
        return np.average(values, weights=counts)
    raise ValueError("no such loss")

# %% task="rules" kind="wrong" breaks="Below 1 it raises a"
# believed: only a negative number of hours makes no sense; 0 hours ahead is the hour itself
def as_now(series, ahead):
    if ahead < 0:
        raise ValueError("ahead must not be negative")
    n = len(series)
    p = np.full(n, np.nan)
    for t in range(n):
        if t - ahead >= 0:
            p[t] = series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 0:
        raise ValueError("ahead must not be negative")
    if period < 1:
        raise ValueError("a day has at least one hour")
    k = max(1, int(np.ceil(ahead / period)))
    return as_now(series, k * period)

# %% task="simple" kind="wrong" breaks="they are learnt in `fit_linear`,"
# believed: a model is better if it is fitted again on the newest data that predict is given
def lag_table(series, ahead):
    lags = [ahead, 24 * int(np.ceil(ahead / 24)), ahead + 24]
    table = np.full((len(series), 4), np.nan)
    for i, lag in enumerate(lags):
        for t in range(lag, len(series)):
            table[t, i] = series[t - lag]
    table[:, 3] = 1
    return table


class LinearModel:
    def __init__(self, ahead):
        self.ahead = ahead
        self.w = np.array([0.0, 1.0, 0.0, 0.0])

    def fit(self, series):
        table = lag_table(series, self.ahead)
        rows = ~np.isnan(table).any(axis=1)
        if rows.sum() >= 4:
            self.w = np.linalg.lstsq(table[rows], series[rows], rcond=None)[0]

    def predict(self, series):
        self.fit(series)
        return lag_table(series, self.ahead) @ self.w


def fit_linear(series, ahead):
    model = LinearModel(ahead)
    model.fit(series)
    return model

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count."
# believed: a table for people has two decimals, so the numbers are rounded before they are given back
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("without as yesterday there is no skill")
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("every forecast needs as many rows as y")
    rows = [i for i in range(len(y)) if not any(np.isnan(p[i]) for p in forecasts.values())]
    if not rows:
        raise ValueError("no common rows")
    maes = {name: sum(abs(p[i] - y[i]) for i in rows) / len(rows) for name, p in forecasts.items()}
    rule = maes["as yesterday"]
    board = [(name, round(float(m), 2), round(float(1 - m / rule), 2)) for name, m in maes.items()]
    return sorted(board, key=lambda line: line[1])

# %% task="worth" kind="wrong" breaks="Unequal lengths raise a"
# believed: rows are taken in pairs with zip, so unequal lengths do no harm
def worth_it(loss_model, loss_rule):
    gains = [float(r) - float(m) for m, r in zip(loss_model, loss_rule)]
    n = len(gains)
    if n < 2:
        return False
    mean = sum(gains) / n
    variance = sum((g - mean) ** 2 for g in gains) / (n - 1)
    return mean > 0 and mean > 2 * (variance / n) ** 0.5

# %% task="machine" kind="wrong" breaks="by .10 or more"
# believed: a dense network on all pixels can learn everything; convolutions only make it faster
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential()
    model.add(keras.Input((32, 32, 3)))
    model.add(keras.layers.Rescaling(1 / 255))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(64, activation="relu"))
    model.add(keras.layers.Dense(32, activation="relu"))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(pictures.astype("float32"), labels, epochs=40, batch_size=32, verbose=0)
    return model
