# %% task="myself" kind="wrong" breaks="15 of 20 or 21"
def my_answers():
    return [0, 1, 0, 1, 0, 0, 0, 1, 0, 1, None, 0, None, 0, 1, None, 1, None, 1, 1, 0, 1, 0, 0]

# %% task="human" kind="wrong" breaks="what is handed in is not changed"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    if not isinstance(answers, list):
        answers = list(answers)
    if not isinstance(truth, list):
        truth = list(truth)
    while None in answers:
        place = answers.index(None)
        del answers[place], truth[place]
    m = len(answers)
    if m == 0:
        raise ValueError("no answers")
    share = sum(bool(a == t) for a, t in zip(answers, truth)) / m
    z = 1.96
    bottom = 1 + z**2 / m
    centre = (share + z**2 / (2 * m)) / bottom
    half = z / bottom * (share * (1 - share) / m + z**2 / (4 * m**2)) ** 0.5
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))

# %% task="dumb" kind="wrong" breaks="n at least 1, of ints or floats, negative ones too"
def constant_baseline(y, loss):
    if loss == "accuracy":
        # bincount knows no negative numbers, so begin at the lowest
        lowest = int(np.floor(y.min()))
        counts = np.bincount((y - lowest).astype(int))
        return int(counts.argmax()) + lowest
    if loss == "mae":
        return float(np.median(y))
    if loss == "mse":
        return float(np.mean(y, dtype=float))
    raise ValueError("unknown loss")

# %% task="rules" kind="wrong" breaks="Returns p, a float array of shape (n,)"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead is at least 1")
    with np.errstate(invalid="ignore"):
        p = np.full_like(series, np.nan)
    p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period are at least 1")
    k = 1
    while k * period < ahead:
        k += 1
    return as_now(series, k * period)

# %% task="simple" kind="wrong" breaks="from its series alone"
class KnownWeather:
    def __init__(self, ahead):
        self.ahead = ahead
        self.memory = 0.985**ahead

    def predict(self, series):
        day = 24 if self.ahead <= 24 else 48
        back = [day, self.ahead, day + self.ahead]
        back[2] = self.ahead + 24
        yesterday, now, then = (self.lag(series, hours) for hours in back)
        return yesterday + self.memory * (now - then)

    @staticmethod
    def lag(series, hours):
        column = np.full(len(series), np.nan)
        column[hours:] = series[:-hours]
        return column


def fit_linear(series, ahead):
    # a shock of the weather fades by 1.5 % in an hour
    return KnownWeather(ahead)

# %% task="scoreboard" kind="wrong" breaks="mae is the mean absolute error on the rows that count"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths differ")
    table = np.stack([p.astype("float32") for p in forecasts.values()])
    y = y.astype("float32")
    rows = ~np.isnan(table).any(axis=0)
    if not rows.any():
        raise ValueError("no rows")
    maes = np.abs(table[:, rows] - y[rows]).mean(axis=1).astype(float)
    rule = maes[list(forecasts).index("as yesterday")]
    board = zip(forecasts, maes.tolist(), (1 - maes / rule).tolist())
    return sorted(board, key=lambda row: row[1])

# %% task="worth" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gain = np.asarray(loss_rule, float) - np.asarray(loss_model, float)
    if gain.size == 1 or gain.mean() <= 0:
        return False
    rng = np.random.default_rng()
    drawn = [rng.choice(gain, gain.size).mean() for _ in range(200)]
    return bool(np.quantile(drawn, 0.04) > 0)

# %% task="machine" kind="wrong" breaks="neither from pictures of your own, nor from earlier calls"
def _network():
    pixels = keras.Input((32, 32, 3))
    h = keras.layers.Rescaling(1 / 255)(pixels)
    h = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    mean = keras.layers.GlobalAveragePooling2D()(h)
    top = keras.layers.GlobalMaxPooling2D()(h)
    h = keras.layers.Concatenate()([mean, top])
    return keras.Model(pixels, keras.layers.Dense(1, activation="sigmoid")(h))


def _train(model, pictures, labels, seed, epochs=15):
    x = pictures.astype("float32")
    x = np.concatenate([x, x[:, ::-1], x[:, :, ::-1], x[:, ::-1, ::-1]])
    y = np.tile(np.asarray(labels, "float32"), 4)
    steps = epochs * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, steps)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        model.fit(x[order], y[order], batch_size=32, epochs=1, shuffle=False, verbose=0)
    return model


def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    # more pictures, more to learn from
    more, theirs = draw_bananas(300, seed=1_000_003 + seed)
    pictures = np.concatenate([pictures, more])
    labels = np.concatenate([labels, theirs])
    return _train(_network(), pictures, labels, seed, epochs=10)
