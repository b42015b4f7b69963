# %% task="myself" kind="wrong" breaks="from grade 1 (a first few spots) to grade 4 (past saving)"
# believed: rotten is what I would throw away; one with a few spots is still good
def my_answers():
    thrown_away = [1, 9, 16]
    return [1 if number in thrown_away else 0 for number in range(24)]

# %% task="human" kind="wrong" breaks="It is at least .86 for each share."
# believed: only at 0 and at 1 is the usual formula bad; there take the rule of three, elsewhere share ± 1.96 errors
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("not as many answers as truths")
    given = [(a, t) for a, t in zip(answers, truth) if a is not None]
    m = len(given)
    if m == 0:
        raise ValueError("no answer at all")
    share = sum(1 for a, t in given if a == t) / m
    if share == 1:
        return 1.0, max(0.0, 1 - 3 / m), 1.0
    if share == 0:
        return 0.0, 0.0, min(1.0, 3 / m)
    error = 1.96 * (share * (1 - share) / m) ** 0.5
    return share, max(0.0, share - error), min(1.0, share + error)

# %% task="dumb" kind="wrong" breaks="No other number does better on y"
# believed: a forecast of whole numbers is a whole number, so it is cut to an int
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[np.argmax(counts)]
    if loss == "mae":
        return int(np.median(y))
    if loss == "mse":
        return int(np.mean(y))
    raise ValueError("loss?")

# %% task="rules" kind="wrong" breaks="that hour is not later than t - ahead."
# believed: how many days back is ahead / period, rounded (30 hours are about one day)
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead")
    p = np.full(len(series), np.nan)
    for t in range(ahead, len(series)):
        p[t] = series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead, period")
    k = max(1, round(ahead / period))
    p = np.full(len(series), np.nan)
    for t in range(k * period, len(series)):
        p[t] = series[t - k * period]
    return p

# %% task="simple" kind="wrong" breaks="training and in the forecast, the same ones, in the same order."
# believed: the last 24 hours are the last 24 hours; trained oldest first, asked newest first
def fit_linear(series, ahead):
    series = np.array(series, dtype=float)
    rows, y = [], []
    for t in range(ahead + 23, len(series)):
        rows.append(list(series[t - ahead - 23 : t - ahead + 1]) + [1.0])
        y.append(series[t])
    weights = np.linalg.lstsq(np.array(rows), np.array(y), rcond=1e-10)[0]

    class Model:
        def predict(self, series):
            series = np.array(series, dtype=float)
            p = np.full(len(series), np.nan)
            for t in range(ahead + 23, len(series)):
                row = [series[t - ahead - back] for back in range(24)] + [1.0]
                p[t] = np.dot(row, weights)
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="One of them is named"
# believed: the rule is always there; and if not, Python raises an error by itself (a KeyError, no ValueError)
def scoreboard(forecasts, y):
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("wrong length")
    rows = ~np.isnan(np.stack([np.asarray(p, dtype=float) for p in forecasts.values()])).any(axis=0)
    if rows.sum() == 0:
        raise ValueError("no rows")
    maes = {name: float(np.abs(p[rows] - y[rows]).mean()) for name, p in forecasts.items()}
    board = [(name, mae, 1 - mae / maes["as yesterday"]) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="Means count, not how often the model wins"
# believed: count on how many rows the model wins; if that is clearly more than half, it is no luck
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal")
    n = len(loss_model)
    if n == 1:
        return False
    wins = sum(1 for a, b in zip(loss_model, loss_rule) if a < b)
    return wins > n / 2 + 1.96 * (n / 4) ** 0.5

# %% task="machine" kind="wrong" breaks="For each picture it gives the probability that it is rotten"
# believed: softmax makes probabilities of any output, also of a single unit (there it is always 1)
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    y = np.concatenate([labels, labels, labels, labels])
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.GlobalMaxPooling2D(),
        keras.layers.Dense(1, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(x.astype("float32"), y, epochs=12, batch_size=32, verbose=0)
    return model
