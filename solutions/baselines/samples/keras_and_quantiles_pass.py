# /// sample
# ///

# %% task="myself"
def my_answers():
    return [1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0]

# %% task="human"
from scipy import stats


def human_baseline(answers, truth):
    if len(answers) != len(truth):
        raise ValueError("unequal lengths")
    given = [i for i, answer in enumerate(answers) if answer is not None]
    if not given:
        raise ValueError("no answers")
    k, m = sum(int(answers[i] == truth[i]) for i in given), len(given)
    low = stats.beta.ppf(0.025, k, m - k + 1) if k else 0.0
    high = stats.beta.ppf(0.975, k + 1, m - k) if k < m else 1.0
    return k / m, float(low), float(high)

# %% task="dumb"
def constant_baseline(y, loss):
    match loss:
        case "accuracy":
            return max(set(y.tolist()), key=y.tolist().count) if len(y) < 1000 else np.unique(y)[np.unique(y, return_counts=True)[1].argmax()]
        case "mae":
            return np.quantile(y.astype(float), 0.5)
        case "mse":
            return y.astype(float).mean()
    raise ValueError(loss)

# %% task="rules"
def back_by(series, hours):
    padded = np.concatenate([np.full(hours, np.nan), np.asarray(series, float)])
    return padded[:len(series)]


def as_now(series, ahead):
    if ahead <= 0:
        raise ValueError("ahead")
    return back_by(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead <= 0 or period <= 0:
        raise ValueError("ahead or period")
    return back_by(series, ((ahead - 1) // period + 1) * period)

# %% task="simple"
class KerasLinear:
    def __init__(self, series, ahead):
        self.ahead = ahead
        y = np.asarray(series, "float64")
        self.mean, self.spread = y.mean(), y.std() + 1e-9
        x, known = self.windows(y)
        self.model = keras.Sequential([keras.Input((72,)), keras.layers.Dense(1)])
        # One step of Newton's: least squares, put into the weights of a Dense layer.
        table = np.concatenate([x, np.ones((len(x), 1))], axis=1)
        target = (y[known] - self.mean) / self.spread
        w = np.linalg.lstsq(table, target, rcond=1e-6)[0]
        self.model.set_weights([w[:-1, None].astype("float32"), w[-1:].astype("float32")])

    def windows(self, series):
        """One row of 72 known hours for each t from ahead + 71 on."""
        first = self.ahead + 71
        if len(series) <= first:
            return np.empty((0, 72)), np.arange(0)
        rows = np.lib.stride_tricks.sliding_window_view(series, 72)[:len(series) - first]
        return (rows - self.mean) / self.spread, np.arange(first, len(series))

    def predict(self, series):
        p = np.full(len(series), np.nan)
        x, known = self.windows(np.asarray(series, "float64"))
        if len(known):
            p[known] = self.model.predict(x.astype("float32"), verbose=0)[:, 0] * self.spread + self.mean
        return p


def fit_linear(series, ahead):
    return KerasLinear(series, ahead)

# %% task="scoreboard"
def scoreboard(forecasts, y):
    names = list(forecasts)
    if "as yesterday" not in names or not all(np.shape(forecasts[name]) == np.shape(y) for name in names):
        raise ValueError("forecasts do not fit")
    table = np.stack([np.array(forecasts[name], float) for name in names])
    rows = np.isfinite(table).all(axis=0)
    if rows.sum() == 0:
        raise ValueError("no rows")
    mae = np.abs(table[:, rows] - y[rows]).mean(axis=1)
    skill = 1 - mae / mae[names.index("as yesterday")]
    return [(names[i], mae[i], skill[i]) for i in np.argsort(mae)]

# %% task="worth"
from scipy import stats


def worth_it(loss_model, loss_rule):
    loss_model, loss_rule = np.array(loss_model, float), np.array(loss_rule, float)
    if loss_model.shape != loss_rule.shape:
        raise ValueError("shapes")
    d = loss_rule - loss_model
    if d.size < 2 or d.mean() <= 0:
        return False
    if np.allclose(d, d[0], rtol=1e-9):
        return True
    return stats.ttest_1samp(d, 0, alternative="greater").pvalue < 0.05

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    model = keras.models.Sequential([
        layers.Input(shape=(32, 32, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, padding="same", activation="gelu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(24, 3, padding="same", activation="gelu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, padding="same", activation="gelu"),
        layers.GlobalMaxPooling2D(),
        layers.Dense(1, activation="sigmoid"),
    ])
    x = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1]])
    y = np.concatenate([labels] * 3)
    model.compile(optimizer=keras.optimizers.Adam(0.004), loss="binary_crossentropy")
    model.fit(x, y, epochs=14, batch_size=32, verbose=0)
    return model
