# %% task="myself" kind="right"
def my_answers():
    spoken = dict.fromkeys(range(24))
    for number in (0, 1, 7, 9, 10, 12, 15, 16, 18, 21):
        spoken[number] = 1
    for number in (2, 3, 4, 5, 6, 8, 13, 14, 17, 19):
        spoken[number] = 0
    return list(spoken.values())

# %% task="human" kind="right"
def human_baseline(answers, truth):
    """All shares from which the share that was seen is less than 1.96 standard errors away."""
    if len(answers) != len(truth):
        raise ValueError("answers and truth must be as long as each other")
    right = wrong = 0
    for i in range(len(answers)):
        if answers[i] is not None:
            if float(answers[i]) == float(truth[i]):
                right = right + 1
            else:
                wrong = wrong + 1
    m = right + wrong
    if m == 0:
        raise ValueError("nothing answered")
    share = right / m

    def believable(p):
        return abs(share - p) < 1.96 * (p * (1 - p) / m) ** 0.5

    def limit(inside, outside):
        for _ in range(60):
            middle = (inside + outside) / 2
            if believable(middle):
                inside = middle
            else:
                outside = middle
        return inside

    low = limit(share, 0.0) if right else 0.0
    high = limit(share, 1.0) if wrong else 1.0
    return share, low, high

# %% task="dumb" kind="right"
def constant_baseline(y, loss):
    match loss:
        case "mse":
            return y.astype("float64").mean().item()
        case "mae":
            return np.sort(y)[(len(y) - 1) // 2].item()
        case "accuracy":
            return max(y.tolist(), key=y.tolist().count) if len(y) < 50 else np.unique(y)[np.bincount(np.unique(y, return_inverse=True)[1]).argmax()].item()
        case _:
            raise ValueError(f"unknown loss {loss}")

# %% task="rules" kind="right"
def as_now(series, ahead):
    if ahead <= 0:
        raise ValueError("ahead must be 1 or more")
    p = np.empty(len(series), dtype="float64")
    for t, _ in enumerate(p):
        p[t] = np.nan if t < ahead else series[t - ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead <= 0 or period <= 0:
        raise ValueError("ahead and period must be 1 or more")
    k = 1 + (ahead - 1) // period
    hours = range(-k * period, len(series) - k * period)
    return np.fromiter((series[h] if h >= 0 else np.nan for h in hours), "float64", len(series))

# %% task="simple" kind="right"
class Simplest:
    """Now, and one and two days before; the hour itself, one and two days before."""

    def __init__(self, series, ahead):
        self.ahead = ahead
        days = -(-ahead // 24)
        self.lags = sorted({ahead, 24 * days, ahead + 24, 24 * days + 24, ahead + 48})
        numbers = [float(v) for v in series]
        rows = [[numbers[t - lag] for lag in self.lags] for t in range(ahead + 71, len(numbers))]
        x, y = np.array(rows), np.array(numbers[ahead + 71 :])
        self.centre, self.scale = numbers[0], (max(numbers) - min(numbers)) or 1.0
        x, y = (x - self.centre) / self.scale, (y - self.centre) / self.scale
        x = np.hstack([x, np.ones((len(x), 1))])
        u, s, v = np.linalg.svd(x, full_matrices=False)
        keep = s > s[0] * 1e-9
        self.w = v[keep].T @ ((u.T[keep] @ y) / s[keep])

    def predict(self, series):
        p = np.full(len(series), np.nan)
        for t in range(self.ahead + 71, len(series)):
            known = np.array([float(series[t - lag]) for lag in self.lags])
            value = (known - self.centre) / self.scale @ self.w[:-1] + self.w[-1]
            p[t] = value * self.scale + self.centre
        return p


fit_linear = Simplest

# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts or {len(p) for p in forecasts.values()} != {len(y)}: raise ValueError
    ok = [i for i in range(len(y)) if not any(np.isnan(p[i]) for p in forecasts.values())]
    if not ok: raise ValueError
    e = {k: float(np.mean([abs(float(p[i]) - float(y[i])) for i in ok])) for k, p in forecasts.items()}
    return [(k, e[k], 1 - e[k] / e["as yesterday"]) for k in sorted(e, key=e.get)]

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    """Draw rows again and again, with replacement: how often is the model no better?"""
    model = np.array(loss_model, dtype="float64")
    rule_ = np.array(loss_rule, dtype="float64")
    if model.shape != rule_.shape:
        raise ValueError("the rows must be the same")
    better = rule_ - model
    largest = np.max(np.abs(better))
    if better.size == 1 or largest == 0 or better.mean() <= 0:
        return False
    better = better / largest
    draws = np.random.default_rng(0)
    means = [better[draws.integers(0, better.size, better.size)].mean() for _ in range(800)]
    return bool(np.mean(np.array(means) <= 0) < 0.025)

# %% task="machine" kind="right"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(int(seed))
    order = np.random.default_rng(int(seed)).permutation(4 * len(pictures))
    x = np.concatenate([pictures[:, ::a, ::b] for a in (1, -1) for b in (1, -1)])[order].astype("float32")
    y = np.concatenate([labels] * 4)[order].astype("float32")[:, None]
    picture = keras.Input(shape=(32, 32, 3))
    places = keras.layers.Rescaling(1 / 80, offset=-1.6)(picture)
    for filters in (16, 24, 24):
        places = keras.layers.Conv2D(filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(places)
        if filters == 16:
            places = keras.layers.MaxPooling2D()(places)
    summary = keras.layers.concatenate([
        keras.layers.GlobalAveragePooling2D()(places), keras.layers.GlobalMaxPooling2D()(places)
    ])
    model = keras.Model(picture, keras.layers.Dense(1, activation="sigmoid")(summary))
    total = 26 * -(-len(x) // 64)
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([total // 2, 3 * total // 4], [3e-3, 1e-3, 2e-4])
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    model.fit(x, y, batch_size=64, epochs=26, verbose=0)
    return model
