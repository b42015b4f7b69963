# %% task="myself" kind="wrong" breaks="tell. At least 16 of them are 0 or 1."
def my_answers():
    said = {0: 1, 1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 7: 1, 9: 1, 11: 1, 13: 0, 16: 1, 17: 0, 20: 0, 21: 1, 22: 1}
    return [said.get(number) for number in range(24)]

# %% task="human" kind="wrong" breaks="They depend on m and on the number of right answers, and on nothing else."
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("lengths differ")
    given = [i for i in range(len(answers)) if answers[i] is not None]
    if not given:
        raise ValueError("no answers")
    share = sum(bool(answers[i] == truth[i]) for i in given) / len(given)
    # Wilson
    n, z = len(answers), 1.96
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low, high = float(centre - half), float(centre + half)
    return float(share), min(share, max(low, 0.0)), max(share, min(high, 1.0))

# %% task="dumb" kind="wrong" breaks="Any other loss raises a ValueError."
def constant_baseline(y, loss):
    name = str(loss).strip().lower()
    if name == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[np.argmax(counts)].item()
    if name == "mae":
        return float(np.quantile(y.astype(float), 0.5))
    if name == "mse":
        return float(np.average(y.astype(float)))
    raise ValueError(f"unknown loss {loss!r}")

# %% task="rules" kind="wrong" breaks="k is 1 up to 24 hours ahead, and 2 from"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead < 1")
    n = len(series)
    p = np.full(n, np.nan)
    if ahead < n:
        p[ahead:] = series[:-ahead]
    return p


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead < 1 or period < 1")
    k = ahead // period + 1
    return as_now(series, k * period)

# %% task="simple" kind="wrong" breaks="p[t] is a constant plus a weighted sum of the last 72 hours"
def known_hours(series, ahead):
    series = np.asarray(series, dtype=float)
    n = len(series)
    x = np.full((n, 73), np.nan)
    x[:, -1] = 1
    for i in range(min(72, max(n - ahead, 0))):
        x[ahead + i :, i] = series[: n - ahead - i]
    return x


class Careful:
    def __init__(self, series, ahead):
        x, y = known_hours(series, ahead), np.asarray(series, dtype=float)
        full = ~np.isnan(x).any(axis=1)
        self.ahead, self.w = ahead, np.linalg.lstsq(x[full], y[full], rcond=None)[0]
        spread = y.max() - y.min()
        self.coldest, self.warmest = y.min() - spread / 2, y.max() + spread / 2

    def predict(self, series):
        # No forecast far beyond what was ever seen: that would be nonsense.
        return np.clip(known_hours(series, self.ahead) @ self.w, self.coldest, self.warmest)


def fit_linear(series, ahead):
    return Careful(series, ahead)

# The label was `wrong`: narrow integers wrap. Since then the notebook names 32 or 64 bits.
# %% task="scoreboard" kind="right"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule to compare with")
    if any(p.shape != y.shape for p in forecasts.values()):
        raise ValueError("shapes differ")
    rows = np.logical_and.reduce([~np.isnan(p) for p in forecasts.values()])
    if rows.sum() == 0:
        raise ValueError("nothing in common")

    def mae(name):
        return float(np.abs(forecasts[name][rows] - y[rows]).mean())

    rule = mae("as yesterday")
    return [(name, mae(name), 1 - mae(name) / rule) for name in sorted(forecasts, key=mae)]

# %% task="worth" kind="wrong" breaks="- Real gains are seen."
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    if n < 2:
        return False
    if np.ptp(rule - model) < 1e-9 * np.abs(rule - model).max():
        return bool(np.mean(rule - model) > 0)
    # Welch's test of two samples
    error = np.sqrt(model.var(ddof=1) / n + rule.var(ddof=1) / n)
    return bool(rule.mean() - model.mean() > 1.96 * error)

# %% task="machine" kind="wrong" breaks="by .10 or more"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    # four pictures for the price of one, and the label of each four times
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]])
    y = np.repeat(np.asarray(labels), 4).astype("float32")
    seen = keras.Input((32, 32, 3))
    h = L.Rescaling(1 / 255)(seen)
    h = L.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D()(h)
    h = L.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D()(h)
    h = L.Concatenate()([L.GlobalAveragePooling2D()(h), L.GlobalMaxPooling2D()(h)])
    model = keras.Model(seen, L.Dense(1, activation="sigmoid")(h))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x.astype("float32"), y, batch_size=32, epochs=12, verbose=0)
    return model
