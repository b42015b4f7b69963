# %% task="myself" kind="wrong" breaks="Returns a list of 24 entries"
def my_answers():
    return tuple([1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0])

# %% task="human" kind="right"
import math


def human_baseline(answers, truth):
    '''Arcsine interval with Anscombe's shift.'''
    pairs = list(zip(list(answers), list(truth), strict=True))
    given = [pair for pair in pairs if pair[0] is not None]
    if given == []:
        raise ValueError("nothing was answered")
    m = len(given)
    k = len([None for one, other in given if float(one) == float(other)])
    share = k / m
    angle = math.asin(math.sqrt((k + 3 / 8) / (m + 3 / 4)))
    half = 0.98 / math.sqrt(m)
    low = math.sin(max(0.0, angle - half)) ** 2
    high = math.sin(min(math.pi / 2, angle + half)) ** 2
    return share, max(0.0, min(low, share)), min(1.0, max(high, share))

# %% task="dumb" kind="wrong" breaks="what is handed in is not changed"
def constant_baseline(y, loss):
    if loss == "mse":
        return float(np.mean(y, dtype=float))
    if loss not in ("accuracy", "mae"):
        raise ValueError(loss)
    y.sort()
    n = len(y)
    if loss == "mae":
        return (float(y[(n - 1) // 2]) + float(y[n // 2])) / 2
    best, length, start = y[0], 0, 0
    for i in range(1, n + 1):
        if i == n or y[i] != y[start]:
            if i - start > length:
                best, length = y[start], i - start
            start = i
    return best.item()

# %% task="rules" kind="right"
def as_now(series, ahead):
    return as_yesterday(series, ahead, ahead)


def as_yesterday(series, ahead, period):
    for number in (ahead, period):
        if number < 1:
            raise ValueError("at least 1, please")
    hours = len(series)
    back = period
    while back < ahead and back < hours:
        back = back + period
    index = np.arange(hours) - min(back, hours)
    values = np.asarray(series, dtype=np.float64)
    return np.where(index >= 0, values[index], np.nan)

# %% task="simple" kind="right"
def fit_linear(series, ahead):
    back = 24 * -(-ahead // 24)

    def earlier(values, hours):
        return np.append(np.full(hours, np.nan), values)[: len(values)]

    def parts(values):
        values = np.array(values, dtype=float)
        yesterday = earlier(values, back)
        warmer = earlier(values, ahead) - earlier(values, ahead + 24)
        return values, yesterday, warmer

    now, yesterday, warmer = parts(series)
    known = slice(max(back, ahead + 24), None)
    change, warmth = (now - yesterday)[known], warmer[known]
    level = warmth - warmth.mean()
    power = float(level @ level)
    # all days alike: nothing to learn
    slope = float(level @ change) / power if power > 0 else 0.0
    constant = float(change.mean() - slope * warmth.mean())

    class Model:
        def predict(self, series):
            _, yesterday, warmer = parts(series)
            return yesterday + slope * warmer + constant

    return Model()

# %% task="scoreboard" kind="right"
from math import fsum, isnan
from operator import itemgetter


def scoreboard(forecasts, y):
    truth = y.tolist()
    columns = {name: array.tolist() for name, array in forecasts.items()}
    if "as yesterday" not in columns:
        raise ValueError('there is no "as yesterday"')
    sums = {name: [] for name in columns}
    for number in range(max([len(truth), *map(len, columns.values())])):
        try:
            asked = {name: column[number] for name, column in columns.items()}
            true = truth[number]
        except IndexError:
            raise ValueError("another length") from None
        if any(map(isnan, asked.values())):
            continue
        for name, says in asked.items():
            sums[name].append(abs(says - true))
    if not sums["as yesterday"]:
        raise ValueError("there is no row that all answer")
    means = {name: fsum(errors) / len(errors) for name, errors in sums.items()}
    board = [(name, mean, 1.0 - mean / means["as yesterday"]) for name, mean in means.items()]
    board.sort(key=itemgetter(1))
    return board

# %% task="worth" kind="right"
def worth_it(loss_model, loss_rule):
    '''Were the signs of the gains tossed, how often would their sum be as large?'''
    gain = np.subtract(loss_rule, loss_model, dtype=float) if len(loss_rule) == len(loss_model) else None
    if gain is None:
        raise ValueError("unequal lengths")
    total = gain.sum()
    if total <= 0 or len(gain) == 1:
        return False
    coins = np.random.default_rng(2024)
    as_large = 1
    for _ in range(799):
        heads = coins.random(len(gain), dtype="float32") < 0.5
        as_large += bool(total - 2 * gain[heads].sum() >= total * (1 - 1e-9))
    return as_large / 800 < 0.03

# %% task="machine" kind="right"
class Trainer:
    def __init__(self, seed):
        keras.utils.set_random_seed(seed)
        self.dice = np.random.default_rng([seed, 8])

    def build(self):
        layers = keras.layers
        image = layers.Input(shape=(32, 32, 3))
        x = layers.Rescaling(1 / 127.5, offset=-1.0)(image)
        for filters in (20, 32):
            x = layers.Conv2D(filters, (3, 3), padding="same", kernel_initializer="he_normal")(x)
            x = layers.ReLU()(x)
            x = layers.MaxPooling2D((2, 2))(x)
        x = layers.Conv2D(40, (3, 3), padding="same", kernel_initializer="he_normal")(x)
        x = layers.ReLU()(x)
        x = layers.concatenate([layers.GlobalMaxPooling2D()(x), layers.GlobalAveragePooling2D()(x)])
        x = layers.Dense(1)(x)
        return keras.Model(image, layers.Activation("sigmoid")(x))

    def batches(self, n, steps, size=40):
        queue = np.array([], dtype=int)
        for _ in range(steps):
            while len(queue) < size:
                queue = np.concatenate([queue, self.dice.permutation(n)])
            yield queue[:size]
            queue = queue[size:]

    def train(self, pictures, labels):
        model = self.build()
        steps = 700 if len(pictures) > 200 else 250
        falling = keras.optimizers.schedules.PolynomialDecay(2e-3, steps, 5e-5)
        model.compile(optimizer=keras.optimizers.Adam(falling), loss=keras.losses.BinaryCrossentropy())
        for chosen in self.batches(len(pictures), steps):
            x = pictures[chosen].astype("float32")
            upside = self.dice.random(len(x)) < 0.5
            mirror = self.dice.random(len(x)) < 0.5
            x[upside] = x[upside][:, ::-1]
            x[mirror] = x[mirror][:, :, ::-1]
            model.train_on_batch(x, labels[chosen].astype("float32").reshape(-1, 1))
        return model


def beat_the_rule(pictures, labels, seed):
    return Trainer(seed).train(pictures, labels)
