# %% task="human" kind="wrong" breaks="On average over the shares .05, .06, …, .95 it is at least .92."
def human_baseline(answers, truth):
    a, t = np.array(answers, dtype=float), np.array(truth, dtype=float)
    if a.shape != t.shape:
        raise ValueError("unequal lengths")
    given = ~np.isnan(a)
    m = int(given.sum())
    if m == 0:
        raise ValueError("nothing answered")
    share = float((a[given] == t[given]).mean())
    z = 1.645  # the 95 % point of the normal distribution
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    width = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    return share, float(np.clip(middle - width, 0, share)), float(np.clip(middle + width, share, 1))

# %% task="dumb" kind="right"
def longest_run(ranked):
    """The value that stands most often in a sorted array."""
    best, length = ranked[0], 0
    start = 0
    while start < len(ranked):
        end = int(np.searchsorted(ranked, ranked[start], side="right"))
        if end - start > length:
            best, length = ranked[start], end - start
        start = end
    return best


def constant_baseline(y, loss):
    ranked = np.sort(np.array(y))
    if loss == "accuracy":
        return longest_run(ranked).item()
    ranked = ranked.astype(np.float64)
    if loss == "mae":
        # Anything between the two in the middle will do: a quarter of the way, say.
        left, right = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
        return float(0.75 * left + 0.25 * right)
    if loss == "mse":
        offset = ranked[0]
        return float(offset + (ranked - offset).mean())
    raise ValueError("loss must be one of accuracy, mae, mse")

# %% task="rules" kind="wrong" breaks="that hour is not later than t - ahead."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be positive")
    p = np.empty(len(series))
    p[:ahead] = np.nan
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be positive")
    days = max(1, round(ahead / period))
    return as_now(series, days * period)

# %% task="simple" kind="wrong" breaks="what is handed in is not changed, and what is returned belongs to the caller: writing into either"
class Lazy:
    """Solves the equations only when somebody asks."""

    def __init__(self, series, ahead):
        self.series, self.ahead = np.asarray(series, dtype=float), ahead

    def table(self, series):
        padded = np.r_[np.full(self.ahead + 71, np.nan), series]
        where = np.arange(len(series))[:, None] + np.arange(72)
        return np.hstack([padded[where], np.ones((len(series), 1))])

    @property
    def weights(self):
        table = self.table(self.series)
        full = ~np.isnan(table).any(axis=1)
        return np.linalg.lstsq(table[full], self.series[full], rcond=None)[0]

    def predict(self, series):
        return self.table(np.asarray(series, dtype=float)) @ self.weights


def fit_linear(series, ahead):
    return Lazy(series, ahead)

# %% task="scoreboard" kind="wrong" breaks="skill is 1 - mae / (mae of"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("`as yesterday` is missing")
    n = len(y)
    if not all(len(p) == n for p in forecasts.values()):
        raise ValueError("lengths differ")
    rows = [i for i in range(n) if not any(np.isnan(p[i]) for p in forecasts.values())]
    if not rows:
        raise ValueError("there are no rows")
    board = []
    rule = np.mean([abs(float(forecasts["as yesterday"][i]) - float(y[i])) for i in rows])
    for name in forecasts:
        mae = np.mean([abs(float(forecasts[name][i]) - float(y[i])) for i in rows])
        skill = max(0.0, 1 - mae / rule)  # from 0, no better than the rule, to 1
        board.append((name, float(mae), float(skill)))
    return sorted(board, key=lambda entry: entry[1])

# %% task="worth" kind="wrong" breaks="Means count, not how often the model wins"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    wins = int((np.asarray(loss_model) < np.asarray(loss_rule)).sum())
    losses = int((np.asarray(loss_model) > np.asarray(loss_rule)).sum())
    n = wins + losses
    if n < 2:
        return False
    # sign test: as improbable as with a coin?
    return bool((wins - n / 2) / np.sqrt(n / 4) > 1.96)

# %% task="machine" kind="wrong" breaks="rounding; another seed gives another model."
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed % 1000)  # a small seed is enough
    L = keras.layers
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    y = np.tile(np.asarray(labels), 4).astype("float32")
    model_input = keras.Input((32, 32, 3))
    h = L.Rescaling(1 / 255)(model_input)
    h = L.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D(2)(h)
    h = L.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D(2)(h)
    h = L.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = L.Concatenate()([L.GlobalAveragePooling2D()(h), L.GlobalMaxPooling2D()(h)])
    model = keras.Model(model_input, L.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 16 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x.astype("float32"), y, batch_size=32, epochs=16, verbose=0)
    return model
