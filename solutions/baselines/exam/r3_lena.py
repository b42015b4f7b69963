# %% task="myself" kind="right"
def my_answers():
    spoken = "rgggrggrgg?rrgg?ggrgggrr"
    means = {"g": 0, "r": 1, "?": None}
    return [means[letter] for letter in spoken]

# %% task="human" kind="right"
def human_baseline(answers, truth):
    # Agresti and Coull: two right and two wrong ones more, as it were
    said = np.array([np.nan if a is None else a for a in answers], dtype=float)
    true = np.array([float(t) for t in truth], dtype=float)
    if said.shape != true.shape:
        raise ValueError("unequal lengths")
    known = ~np.isnan(said)
    if not known.any():
        raise ValueError("no answer")
    m = int(known.sum())
    k = int((said[known] == true[known]).sum())
    z = 1.96
    more = m + z**2
    middle = (k + z**2 / 2) / more
    reach = z * np.sqrt(middle * (1 - middle) / more)
    low, high = np.clip([middle - reach, middle + reach], 0.0, 1.0).tolist()
    share = k / m
    return share, min(low, share), max(high, share)

# %% task="dumb" kind="right"
class Constant:
    def __init__(self, y):
        self.y = np.sort(y.astype(np.float64))

    def accuracy(self):
        starts = np.flatnonzero(np.r_[True, np.diff(self.y) != 0])
        lengths = np.diff(np.r_[starts, len(self.y)])
        # of several, the last
        return float(self.y[starts[np.flatnonzero(lengths == lengths.max())[-1]]])

    def mae(self):
        return float(self.y[(len(self.y) - 1) // 2])

    def mse(self):
        shift = self.y[0]
        return float(shift + (self.y - shift).sum() / len(self.y))


def constant_baseline(y, loss):
    if not isinstance(loss, str) or loss not in ["accuracy", "mae", "mse"]:
        raise ValueError("no such loss")
    return getattr(Constant(y), loss)()

# %% task="rules" kind="wrong" breaks="Below 1 it raises a ValueError"
import math


def as_now(series, ahead):
    if not ahead >= 1:
        raise ValueError("ahead is at least 1")
    return np.array([math.nan] * min(ahead, len(series)) + series.tolist()[: max(0, len(series) - ahead)], float)


def as_yesterday(series, ahead, period):
    days, rest = divmod(ahead, period)
    if period < 0 or ahead < 1:
        raise ValueError("ahead and period are at least 1")
    return as_now(series, (days + (rest > 0)) * period)

# %% task="simple" kind="right"
class OneStep:
    '''Learns one hour ahead from 48 lags, and repeats the step.'''

    depth = 48

    def __init__(self, series, ahead):
        series = np.asarray(series, dtype=float)
        self.centre = series.mean()
        self.ahead = ahead
        x = np.array([series[t - self.depth : t][::-1] for t in range(self.depth, len(series))]) - self.centre
        x = np.c_[x, np.ones(len(x))]
        step = np.linalg.lstsq(x, series[self.depth :] - self.centre, rcond=None)[0]
        # rows of a companion matrix: the newest hour first, and a one at the end
        matrix = np.eye(self.depth + 1, k=-1)
        matrix[0] = step
        matrix[-1] = 0
        matrix[-1, -1] = 1
        self.row = np.linalg.matrix_power(matrix, ahead)[0]

    def predict(self, series):
        p = []
        for t in range(len(series)):
            last = t - self.ahead
            if last - self.depth + 1 < 0:
                p.append(np.nan)
                continue
            known = np.asarray(series[last - self.depth + 1 : last + 1], dtype=float)[::-1]
            p.append(self.centre + self.row[:-1] @ (known - self.centre) + self.row[-1])
        return np.array(p, dtype=float)


def fit_linear(series, ahead):
    return OneStep(series, ahead)

# %% task="scoreboard" kind="right"
RULE = "as yesterday"


def scoreboard(forecasts, y):
    if RULE not in forecasts.keys():
        raise ValueError(RULE)
    lengths = {np.shape(p) for p in forecasts.values()} | {np.shape(y)}
    if len(lengths) > 1:
        raise ValueError("not all of the same length: " + str(lengths))
    silent = np.zeros(np.shape(y), dtype=bool)
    for p in forecasts.values():
        silent = silent | (p != p)
    if silent.all():
        raise ValueError("nothing to judge by")

    def mae(name):
        p = forecasts[name]
        return float(np.average(np.abs(np.subtract(p, y, dtype=float)[~silent])))

    def entry(name):
        return name, mae(name), 1 - mae(name) / mae(RULE)

    return [entry(name) for name in sorted(forecasts, key=mae)]

# %% task="worth" kind="wrong" breaks="on each of 30 rows or more"
def worth_it(loss_model, loss_rule):
    n = len(loss_model)
    if n != len(loss_rule):
        raise ValueError("unequal lengths")
    # the textbook: the normal distribution needs more than 30
    if n <= 30:
        return False
    gain = loss_rule.astype(float) - loss_model.astype(float)
    mean = gain.mean()
    return bool(mean > 0 and mean**2 > 3.6 * gain.var(ddof=1) / n)
