# %% task="myself" kind="right"
def my_answers():
    yes, no, unsure = 1, 0, None
    return [
        yes, yes, no, unsure, no, no, no, yes,
        unsure, yes, unsure, yes, no, no, unsure, unsure,
        no, unsure, no, no, unsure, yes, unsure, yes,
    ]

# %% task="human" kind="wrong" breaks="the same arguments give the same result, whatever was called before"
def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    given = [(a, t) for a, t in zip(answers, truth) if a is not None]
    if not given:
        raise ValueError("nothing answered")
    m, k = len(given), sum(int(a == t) for a, t in given)
    # Jeffreys' interval: what do we believe of the share, after so many trials?
    beliefs = np.random.default_rng().beta(k + 0.5, m - k + 0.5, 20_000)
    low, high = np.quantile(beliefs, [0.025, 0.975])
    share = k / m
    low = 0.0 if k == 0 else min(float(low), share)
    high = 1.0 if k == m else max(float(high), share)
    return share, low, high

# %% task="dumb" kind="right"
import math
from collections import Counter


def constant_baseline(y, loss):
    rows = sorted(np.asarray(y).tolist())
    if loss == "accuracy":
        (value, _), = Counter(rows).most_common(1)
    elif loss == "mae":
        value = rows[len(rows) // 2]
    elif loss == "mse":
        value = math.fsum(rows) / len(rows)
    else:
        raise ValueError("I know accuracy, mae and mse")
    return value

# %% task="rules" kind="wrong" breaks="Returns p, a float array of shape (n,)."
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("ahead must be 1 or more")
    return np.concatenate([np.full(ahead, np.nan), series[:-ahead].astype(float)])


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("ahead and period must be 1 or more")
    return as_now(series, -(-ahead // period) * period)

# %% task="simple" kind="wrong" breaks="Returns p, a float array of shape"
class Window:
    def __init__(self, ahead, w):
        self.ahead, self.w = ahead, w

    def predict(self, series):
        p = np.full_like(series, np.nan)
        for t in range(self.ahead + 71, len(series)):
            p[t] = self.w[0] + series[t - self.ahead - 71 : t - self.ahead + 1] @ self.w[1:]
        return p


def fit_linear(series, ahead):
    hours = range(ahead + 71, len(series))
    x = np.array([[1.0, *series[t - ahead - 71 : t - ahead + 1]] for t in hours])
    y = np.array([float(series[t]) for t in hours])
    return Window(ahead, np.linalg.lstsq(x, y, rcond=None)[0])

# %% task="scoreboard" kind="wrong" breaks="one for each forecast, from the lowest mae to the highest"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("the rule is missing")
    if {len(p) for p in forecasts.values()} != {len(y)}:
        raise ValueError("lengths differ")
    known = np.all([~np.isnan(p) for p in forecasts.values()], axis=0)
    if not known.any():
        raise ValueError("no common rows")
    names = {}
    for name, p in forecasts.items():
        names[float(np.mean(np.abs(p[known].astype(float) - y[known])))] = name
    rule = float(np.mean(np.abs(forecasts["as yesterday"][known].astype(float) - y[known])))
    return [(names[mae], mae, 1 - mae / rule) for mae in sorted(names)]

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    """If both are equally good, each difference could as well have the other sign: so throw signs."""
    if len(loss_model) != len(loss_rule):
        raise ValueError("unequal lengths")
    gains = np.asarray(loss_rule, dtype=float) - np.asarray(loss_model, dtype=float)
    if gains.sum() <= 0 or len(gains) < 2:
        return False
    gains = gains / np.abs(gains).max()
    rng = np.random.default_rng(20240)
    total, as_high = gains.sum(), 0
    for _ in range(799):
        signs = rng.integers(0, 2, len(gains), dtype=np.int8) * 2 - 1
        as_high += bool(signs @ gains >= total * (1 - 1e-9))
    return (1 + as_high) / 800 < 0.035

# %% task="machine" kind="wrong" breaks="int from 0 to 1 000 000. The same call with the same seed gives the same model, up to"
def beat_the_rule(pictures, labels, seed):
    rng = np.random.default_rng(seed)
    L = keras.layers
    picture = keras.Input((32, 32, 3))
    h = L.Rescaling(1 / 127.5, offset=-1)(picture)
    h = L.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D()(h)
    h = L.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = L.MaxPooling2D()(h)
    h = L.Concatenate()([L.GlobalAveragePooling2D()(h), L.GlobalMaxPooling2D()(h)])
    model = keras.Model(picture, L.Dense(1, activation="sigmoid")(h))
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1], pictures[:, ::-1, ::-1]])
    y = np.tile(np.asarray(labels), 4).astype("float32")
    order = rng.permutation(len(x))
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 14 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x[order].astype("float32"), y[order], batch_size=32, epochs=14, shuffle=False, verbose=0)
    return model
