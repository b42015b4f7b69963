# %% task="myself" kind="right"
def my_answers():
    # looked at each one for about two seconds
    return [1, 1, 0, 0, 0, 0, 0, 1,
            0, 1, 1, 1, None, 0, 0, 1,
            1, 0, 1, 0, 0, 1, 1, 0]

# %% task="human" kind="wrong" breaks="what is handed in is not changed"
# believed: inside my function the list is mine, so I may take the unanswered entries out of it
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("not the same length")
    if not isinstance(answers, list):
        answers = list(answers)
    if not isinstance(truth, list):
        truth = list(truth)
    # take out the ones without an answer
    i = 0
    while i < len(answers):
        if answers[i] is None:
            answers.pop(i)
            truth.pop(i)
        else:
            i = i + 1
    m = len(answers)
    if m == 0:
        raise ValueError("nothing was answered")
    right = 0
    for i in range(m):
        if answers[i] == truth[i]:
            right = right + 1
    share = right / m
    z = 1.96
    middle = (right + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * (right * (m - right) / m + z**2 / 4) ** 0.5
    low = max(0.0, min(middle - half, share))
    high = min(1.0, max(middle + half, share))
    return share, low, high

# %% task="dumb" kind="wrong" breaks="the mean absolute error"
# believed: the median is the entry that stands in the middle of the array (forgot to sort)
def constant_baseline(y, loss):
    if loss == "accuracy":
        best = y[0]
        best_count = 0
        for value in y:
            count = 0
            for other in y:
                if other == value:
                    count = count + 1
            if count > best_count:
                best_count = count
                best = value
        return best
    elif loss == "mae":
        n = len(y)
        if n % 2 == 1:
            return y[n // 2]
        else:
            return (y[n // 2 - 1] + y[n // 2]) / 2
    elif loss == "mse":
        return sum(y) / len(y)
    else:
        raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="it is forecast like any other."
# believed: "the last value that is known" means: if that hour is missing, go further back to one that is not
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        i = t - ahead
        while i >= 0 and np.isnan(series[i]):
            i = i - 1
        if i >= 0:
            p[t] = series[i]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("must be at least 1")
    k = 1
    while k * period < ahead:
        k = k + 1
    p = np.full(len(series), np.nan)
    for t in range(len(series)):
        i = t - k * period
        while i >= 0 and np.isnan(series[i]):
            i = i - period
        if i >= 0:
            p[t] = series[i]
    return p

# %% task="simple" kind="wrong" breaks="at most .7 times the lower of the two at 3 hours"
# believed: the simplest model is a straight line through one lag, the value that is known now
def fit_linear(series, ahead):
    x = []
    y = []
    for t in range(ahead, len(series)):
        x.append(series[t - ahead])
        y.append(series[t])
    slope, constant = np.polyfit(x, y, 1)

    class Model:
        def predict(self, series):
            p = np.full(len(series), np.nan)
            for t in range(ahead, len(series)):
                p[t] = slope * series[t - ahead] + constant
            return p

    return Model()

# %% task="scoreboard" kind="wrong" breaks="Rows count where *every* forecast is a number, and only these."
# believed: a row without a forecast is left out for the one that has none there, the others keep it
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    maes = {}
    for name in forecasts:
        p = forecasts[name]
        if len(p) != len(y):
            raise ValueError("lengths differ")
        total = 0.0
        count = 0
        for i in range(len(y)):
            if not np.isnan(p[i]):
                total = total + abs(p[i] - y[i])
                count = count + 1
        if count == 0:
            raise ValueError("no rows")
        maes[name] = float(total / count)
    rows = []
    for name in maes:
        rows.append((name, maes[name], 1 - maes[name] / maes["as yesterday"]))
    rows.sort(key=lambda row: row[1])
    return rows

# %% task="worth" kind="wrong" breaks="and that luck hardly explains it."
# believed: the lower mean is better, and with equal rows for both that is a fair comparison
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("not the same length")
    if len(loss_model) == 1:
        return False
    mean_model = sum(loss_model) / len(loss_model)
    mean_rule = sum(loss_rule) / len(loss_rule)
    if mean_model < mean_rule:
        return True
    return False

# %% task="machine" kind="wrong" breaks="It takes pictures as they are handed in"
# believed: pictures are standardised before training; whoever uses the model does the same
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = pictures.astype("float32")
    x = (x - x.mean()) / x.std()
    x = np.concatenate([x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]])
    y = np.concatenate([labels, labels, labels, labels])
    inputs = keras.Input((32, 32, 3))
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    mean = keras.layers.GlobalAveragePooling2D()(h)
    most = keras.layers.GlobalMaxPooling2D()(h)
    h = keras.layers.Concatenate()([mean, most])
    outputs = keras.layers.Dense(1, activation="sigmoid")(h)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    model.fit(x, y, epochs=14, batch_size=32, verbose=0)
    return model
