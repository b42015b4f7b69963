# %% task="myself" kind="right"
def my_answers():
    rotten = {0, 1, 7, 9, 10, 11, 15, 16, 18, 21, 22}
    unsure = {12, 19}
    answers = []
    for number in range(24):
        if number in unsure:
            answers.append(None)
        elif number in rotten:
            answers.append(1)
        else:
            answers.append(0)
    return answers

# %% task="human" kind="right"
# Clopper and Pearson, as in the statistics lecture: no table and no SciPy, only halving.
from math import comb


def chances(m):
    """How many ways there are to have 0, 1, ... m hits."""
    return np.array([float(comb(m, j)) for j in range(m + 1)])


def at_least(k, ways, p):
    """Probability of k or more hits."""
    m = len(ways) - 1
    hits = np.arange(k, m + 1)
    return float(np.sum(ways[k:] * p**hits * (1 - p) ** (m - hits)))


def where(function, wanted):
    """Where a rising function of a share reaches the wanted value."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if function(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    m = 0
    k = 0
    for i in range(len(answers)):
        if answers[i] is not None:
            m = m + 1
            if answers[i] == truth[i]:
                k = k + 1
    if m == 0:
        raise ValueError("nothing was answered")
    share = k / m
    ways = chances(m)
    low = 0.0
    if k > 0:
        low = where(lambda p: at_least(k, ways, p), 0.025)
    high = 1.0
    if k < m:
        high = where(lambda p: at_least(k + 1, ways, p), 0.975)
    return share, min(low, share), max(high, share)

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    def badness(c):
        total = 0.0
        for value in y:
            if loss == "accuracy":
                total = total + (0 if value == c else 1)
            else:
                total = total + abs(float(value) - float(c))
        return total

    if loss == "mse":
        total = 0.0
        for value in y:
            total = total + float(value)
        return total / len(y)
    if loss == "accuracy" or loss == "mae":
        # the best one is always one of the values: try each
        candidates = sorted(set(y.tolist()))
        if loss == "mae":
            in_order = sorted(y.tolist())
            candidates = [in_order[(len(in_order) - 1) // 2], in_order[len(in_order) // 2]]
        else:
            counts = {}
            for value in y.tolist():
                counts[value] = counts.get(value, 0) + 1
            most = max(counts.values())
            candidates = [value for value in candidates if counts[value] == most][:1]
        best = candidates[0]
        for c in candidates:
            if badness(c) < badness(best):
                best = c
        return best
    raise ValueError("loss must be accuracy, mae or mse")

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be 1 or more")
    p = []
    for t in range(len(series)):
        if t - ahead < 0:
            p.append(float("nan"))
        else:
            p.append(float(series[t - ahead]))
    return np.array(p)


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("ahead must be 1 or more")
    if period < 1:
        raise ValueError("period must be 1 or more")
    back = period
    while back < ahead:
        back = back + period
    p = []
    for t in range(len(series)):
        if t - back < 0:
            p.append(float("nan"))
        else:
            p.append(float(series[t - back]))
    return np.array(p)

# %% task="simple" kind="wrong" breaks="that are known at t - ahead"
# believed: "yesterday at this hour" is always 24 hours back, however far ahead one looks (from 25 on that is the future)
def fit_linear(series, ahead):
    lags = [ahead, 24, ahead + 24]

    def make_rows(s):
        rows = []
        for t in range(len(s)):
            row = []
            for lag in lags:
                row.append(float(s[t - lag]) if t >= lag else np.nan)
            row.append(1.0)
            rows.append(row)
        return np.array(rows)

    x = make_rows(series)
    good = np.array([not np.isnan(row).any() for row in x])
    w = np.linalg.lstsq(x[good], np.array(series, dtype=float)[good], rcond=None)[0]

    class Model:
        def predict(self, series):
            return make_rows(series).dot(w)

    return Model()

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("as yesterday is missing")
    n = len(y)
    for name in forecasts:
        if len(forecasts[name]) != n:
            raise ValueError("wrong length: " + name)
    sums = {}
    for name in forecasts:
        sums[name] = 0.0
    count = 0
    for i in range(n):
        all_there = True
        for name in forecasts:
            if np.isnan(forecasts[name][i]):
                all_there = False
        if all_there:
            count = count + 1
            for name in forecasts:
                sums[name] = sums[name] + abs(float(forecasts[name][i]) - float(y[i]))
    if count == 0:
        raise ValueError("no rows to compare")
    result = []
    rule = sums["as yesterday"] / count
    for name in forecasts:
        mae = sums[name] / count
        result.append((name, mae, 1 - mae / rule))
    result.sort(key=lambda row: row[1])
    return result

# %% task="worth" kind="right"
import statistics


def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    n = len(loss_model)
    if n == 1:
        return False
    differences = [float(b) - float(a) for a, b in zip(loss_model, loss_rule)]
    mean = statistics.fmean(differences)
    if mean <= 0:
        return False
    error = statistics.stdev(differences) / n**0.5
    return mean > 1.96 * error

# %% task="machine" kind="wrong" breaks="another camera, which swaps colours"
# believed: rot is brown, and what brown is I know: look for brown pixels first, then learn from that map
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    flips = [pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]
    x = np.concatenate(flips).astype("float32")
    y = np.tile(labels, 4)
    layers = keras.layers
    inputs = keras.Input((32, 32, 3))
    h = layers.Rescaling(1 / 255)(inputs)
    # fixed weights: dark, more red than green, more green than blue
    red, green, blue = h[..., 0:1], h[..., 1:2], h[..., 2:3]
    ops = keras.ops
    brown = ops.logical_and(ops.greater(red, 1.15 * green), ops.greater(green, 1.15 * blue))
    h = ops.cast(ops.logical_and(brown, ops.less(red, 0.5)), "float32")
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(h))
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    model.fit(x, y, epochs=16, batch_size=32, verbose=0)
    return model
