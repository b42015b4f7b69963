# %% task="myself" kind="wrong" breaks="1 for rotten, 0 for good"
# believed: 1 means yes, the banana is fine (good is the positive class)
def my_answers():
    good, bad = 1, 0
    return [
        bad, bad, good, good, good, good, good, bad,
        good, bad, bad, bad, bad, good, good, bad,
        bad, good, bad, good, good, bad, bad, good,
    ]

# %% task="human" kind="wrong" breaks="In both, numbers may be ints, floats"
# believed: an answer is an int, and everything that is no int is no answer
import math


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("answers and truth must have the same length")
    given = 0
    right = 0
    for i in range(0, len(answers)):
        answer = answers[i]
        if isinstance(answer, int):
            given += 1
            if answer == truth[i]:
                right += 1
    if given == 0:
        raise ValueError("no answers")
    z = 1.96
    share = right / given
    middle = (right + z * z / 2) / (given + z * z)
    delta = z / (given + z * z) * math.sqrt(right * (given - right) / given + z * z / 4)
    low = min(share, max(0.0, middle - delta))
    high = max(share, min(1.0, middle + delta))
    return (share, low, high)

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError."
# believed: there are three losses, so what is neither accuracy nor mae can only be mse
def constant_baseline(y, loss):
    if loss == "accuracy":
        counts = {}
        for value in y.tolist():
            counts[value] = counts.get(value, 0) + 1
        best_value = None
        best_count = -1
        for value, count in counts.items():
            if count > best_count:
                best_value, best_count = value, count
        return best_value
    elif loss == "mae":
        return float(np.median(y))
    else:
        return float(np.mean(y))

# %% task="rules" kind="wrong" breaks="larger than n."
# believed: so many NaN in front, then the series without its end; a shift beyond the series was not thought of
def shifted(series, hours):
    n = len(series)
    gaps = [float("nan")] * hours
    values = [float(value) for value in series[: n - hours]]
    return np.array(gaps + values)


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    return shifted(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("ahead must be at least 1")
    if period < 1:
        raise ValueError("period must be at least 1")
    k = 1
    while k * period < ahead:
        k += 1
    return shifted(series, k * period)

# %% task="simple" kind="wrong" breaks="Several models can be in use at a time."
# believed: variables that are declared in the class body belong to each object (they are static)
class LinearModel:
    ahead = 0
    lags = []
    weights = None

    @classmethod
    def fit(cls, series, ahead):
        cls.ahead = ahead
        days = -(-ahead // 24)
        cls.lags = [ahead, 24 * days, ahead + 24]
        table = cls.table(series)
        rows = ~np.isnan(table).any(axis=1)
        y = np.asarray(series, dtype=float)
        cls.weights = np.linalg.lstsq(table[rows], y[rows], rcond=None)[0]

    @classmethod
    def table(cls, series):
        n = len(series)
        table = np.full((n, len(cls.lags) + 1), np.nan)
        for column, lag in enumerate(cls.lags):
            for t in range(lag, n):
                table[t, column] = series[t - lag]
        table[:, -1] = 1.0
        return table

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    LinearModel.fit(series, ahead)
    return LinearModel()

# %% task="scoreboard" kind="wrong" breaks="one for each forecast"
# believed: a map from the error to the name sorts itself; two forecasts never have the same error
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    for name in forecasts:
        if len(forecasts[name]) != len(y):
            raise ValueError("wrong length: " + name)
    rows = []
    for i in range(len(y)):
        complete = True
        for name in forecasts:
            if np.isnan(forecasts[name][i]):
                complete = False
        if complete:
            rows.append(i)
    if len(rows) == 0:
        raise ValueError("no rows")
    name_of = {}
    rule = 0.0
    for name in forecasts:
        total = 0.0
        for i in rows:
            total += abs(float(forecasts[name][i]) - float(y[i]))
        mae = total / len(rows)
        name_of[mae] = name
        if name == "as yesterday":
            rule = mae
    board = []
    for mae in sorted(name_of.keys()):
        board.append((name_of[mae], mae, 1 - mae / rule))
    return board

# %% task="worth" kind="wrong" breaks="Where the model is better by the same amount on each of 30 rows or more,"
# believed: the mean of the squares minus the square of the mean is the variance, in floats too (it may come out below 0)
import math


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths differ")
    n = len(loss_model)
    if n < 2:
        return False
    total = 0.0
    squares = 0.0
    for i in range(n):
        difference = float(loss_rule[i]) - float(loss_model[i])
        total += difference
        squares += difference * difference
    mean = total / n
    variance = (squares - n * mean * mean) / (n - 1)
    if variance == 0:
        return mean > 0
    if variance < 0:
        return False
    return mean / math.sqrt(variance / n) > 1.96

# %% task="machine" kind="wrong" breaks="nor from earlier calls."
# believed: the network is built once, and fit begins each time from the start
inputs = keras.Input((32, 32, 3))
h = keras.layers.Rescaling(1 / 255)(inputs)
for filters in (16, 32):
    h = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
pooled = [keras.layers.GlobalAveragePooling2D()(h), keras.layers.GlobalMaxPooling2D()(h)]
outputs = keras.layers.Dense(1, activation="sigmoid")(keras.layers.Concatenate()(pooled))
network = keras.Model(inputs, outputs)
network.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    y = np.concatenate([labels] * 4)
    network.fit(x.astype("float32"), y, epochs=14, batch_size=32, verbose=0)
    return network
