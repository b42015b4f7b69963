# %% task="myself" kind="right"
def my_answers():
    # The ones I could not tell are None. 16 are answered; exactly 12 of them are right.
    said = "11.0000111.0.1.1.01.1.1."
    words = {"1": 1, "0": 0, ".": None}
    return [words[letter] for letter in said]

# %% task="human" kind="right"
def human_baseline(answers, truth):
    """Agresti and Coull: add two right and two wrong answers."""
    pairs = [(a, t) for a, t in zip(answers, truth, strict=True) if a is not None]
    m = len(pairs)
    if not m:
        raise ValueError("no answers")
    k = sum(1 for a, t in pairs if a == t)
    n, middle = m + 4, (k + 2) / (m + 4)
    half = 1.96 * (middle * (1 - middle) / n) ** 0.5
    return k / m, max(0.0, middle - half), min(1.0, middle + half)

# %% task="dumb" kind="right"
import statistics


def constant_baseline(y, loss):
    numbers = y.tolist()
    if loss == "accuracy":
        return statistics.mode(numbers)
    if loss == "mae":
        # With an even number of rows, any number between the two in the middle is as good.
        return statistics.median_low(numbers)
    if loss == "mse":
        return float(statistics.fmean(numbers))
    raise ValueError(loss)

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("look ahead by one hour or more")
    p = []
    for t in range(len(series)):
        p.append(float(series[t - ahead]) if t - ahead >= 0 else float("nan"))
    return np.array(p)


def as_yesterday(series, ahead, period):
    if ahead < 1:
        raise ValueError("look ahead by one hour or more")
    if period < 1:
        raise ValueError("a day has one hour or more")
    p = []
    for t in range(len(series)):
        hour = t - period
        while hour > t - ahead and hour >= 0:
            hour -= period
        p.append(float(series[hour]) if hour >= 0 else float("nan"))
    return np.array(p)

# %% task="simple" kind="right"
from types import SimpleNamespace


def fit_linear(series, ahead):
    def table(numbers):
        padded = np.concatenate([np.full(ahead + 71, np.nan), np.asarray(numbers, dtype="float64")])
        return np.lib.stride_tricks.sliding_window_view(padded, 72)[: len(numbers)]

    rows, target = table(series)[ahead + 71 :], np.array(series, dtype="float64")[ahead + 71 :]
    mean, goal = rows.mean(axis=0), target.mean()
    weights = np.linalg.lstsq(rows - mean, target - goal, rcond=1e-10)[0]
    constant = goal - mean @ weights

    def predict(series):
        return table(series) @ weights + constant

    return SimpleNamespace(predict=predict)

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError('"as yesterday" is missing')
    for p in forecasts.values():
        if len(p) != len(y):
            raise ValueError("unequal lengths")
    shared = []
    for i in range(len(y)):
        if all(float(p[i]) == float(p[i]) for p in forecasts.values()):
            shared.append(i)
    if not shared:
        raise ValueError("no rows")

    def error(p):
        total = 0.0
        for i in shared:
            total += abs(float(p[i]) - float(y[i]))
        return total / len(shared)

    reference = error(forecasts["as yesterday"])
    board = []
    for name, p in forecasts.items():
        mae = error(p)
        board.append((name, mae, 1.0 - mae / reference))
    board.sort(key=lambda row: row[1])
    return board

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    """Were both alike, the sign of each row's difference would be a coin's: toss 999 times."""
    gain = np.subtract(loss_rule, loss_model, dtype="float64")
    if np.shape(loss_model) != np.shape(loss_rule):
        raise ValueError("unequal lengths")
    if len(gain) == 1 or not gain.any() or gain.mean() <= 0:
        return False
    gain = gain / np.abs(gain).max()
    coins = np.random.default_rng(2024)
    as_good = 0
    for _ in range(999):
        signs = coins.integers(0, 2, len(gain)) * 2 - 1
        as_good += (signs * gain).mean() >= gain.mean()
    return bool((as_good + 1) / 1000 <= 0.03)

# %% task="machine" kind="right"
def beat_the_rule(pictures, labels, seed):
    dice = np.random.default_rng(seed)
    layers = keras.layers

    def start():
        return keras.initializers.HeUniform(seed=int(dice.integers(1, 2**31 - 1)))

    def conv(filters):
        return layers.Conv2D(filters, 3, padding="same", activation="relu", kernel_initializer=start())

    eye = keras.Input((32, 32, 3), dtype="float32")
    seen = layers.Rescaling(1 / 64, offset=-2.0)(eye)
    seen = layers.MaxPooling2D(2)(conv(20)(seen))
    seen = layers.MaxPooling2D(2)(conv(32)(seen))
    seen = conv(32)(seen)
    ends = layers.Concatenate()([layers.GlobalMaxPooling2D()(seen), layers.GlobalAveragePooling2D()(seen)])
    last = keras.initializers.GlorotUniform(seed=int(dice.integers(1, 2**31 - 1)))
    model = keras.Model(eye, layers.Dense(1, "sigmoid", kernel_initializer=last)(ends))
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    x, y = np.array(pictures, "float32"), np.array(labels, "float32")[:, None]
    steps = 700
    for step in range(steps):
        model.optimizer.learning_rate = 0.003 * (1 - 0.97 * step / steps)
        rows = dice.choice(len(x), 64, replace=False)
        batch = x[rows]
        if dice.random() < 0.5:
            batch = batch[:, ::-1]
        if dice.random() < 0.5:
            batch = batch[:, :, ::-1]
        model.train_on_batch(np.ascontiguousarray(batch), y[rows])
    return model
