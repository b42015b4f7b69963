# %% task="four-boxes" kind="right"
def confusion(truth, alarm):
    if truth.shape != alarm.shape:
        raise ValueError(f"{truth.shape} != {alarm.shape}")
    table = np.zeros((2, 2), np.int64)
    np.add.at(table, (truth.astype(np.intp), alarm.astype(np.intp)), 1)
    (quiet, false_alarms), (misses, hits) = table
    return hits, false_alarms, misses, quiet


# %% task="shares" kind="right"
def accuracy(truth, alarm):
    if truth.shape != alarm.shape: raise ValueError
    return np.mean(truth == alarm)  # of nothing: NaN, and a warning


def precision(truth, alarm):
    if truth.shape != alarm.shape: raise ValueError
    return np.mean(truth[alarm > 0] > 0)


recall = lambda truth, alarm: precision(alarm, truth)


# %% task="flattering" kind="right"
def two_alarms(truth):
    half = -(-int(np.count_nonzero(truth)) // 2)
    spot = np.concatenate([np.flatnonzero(truth)[:half], np.flatnonzero(truth == 0)[: half + 1]])
    return np.zeros(truth.shape, np.int8), np.isin(np.arange(len(truth)), spot)


# %% task="curve" kind="right"
def curve(truth, scores):
    if truth.shape != scores.shape: raise ValueError
    u, i = np.unique(scores, return_inverse=True)
    c = np.zeros((2, len(u)))
    np.add.at(c, (truth.astype(int), i), 1)
    quiet, hits = np.cumsum(c[:, ::-1], axis=1)
    return np.flip(u).copy(), hits / (hits + quiet), hits / hits[-1]


# %% task="threshold" kind="right"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if truth.shape != scores.shape: raise ValueError
    u, i = np.unique(scores, return_inverse=True)
    bad, good = (np.bincount(i[truth == kind], minlength=len(u)) for kind in (1, 0))
    misses = np.append(0, bad.cumsum())
    noise = good.sum() - np.append(0, good.cumsum())
    unit = max(float(cost_miss), float(cost_false_alarm)) or 1.0
    best = np.argmin(misses * (cost_miss / unit) + noise * (cost_false_alarm / unit))
    return float(np.append(u.astype(float), np.inf)[best])


# %% task="elsewhere" kind="right"
def precision_elsewhere(recall, false_alarm_rate, share):
    rings = np.array([recall, false_alarm_rate], np.float64) * [share, 1 - float(share)]
    return rings[0] / rings.sum()  # 0 / 0 is NaN in NumPy


# %% task="running" kind="right"
from collections import Counter


class Running(Counter):
    def __init__(self):
        pass  # a counter without entries

    def update(self, truth, alarm):
        batch = Counter(zip(truth.tolist(), alarm.tolist(), strict=True))
        super().update(batch)

    def result(self):
        hits, noise, misses = self[1, 1], self[0, 1], self[1, 0]
        return np.float64(hits) / np.float64(hits + noise), np.float64(hits) / np.float64(hits + misses)

    def reset(self):
        self.clear()


# %% task="rare" kind="right"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    # logistic regression by Newton's method, put into a Keras model
    rows = np.hstack([np.asarray(x, np.float64), np.ones((len(x), 1))])
    beta = np.zeros(7)
    for _ in range(15):
        p = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (p - y) + 1e-3 * beta
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + 1e-3 * np.eye(7)
        beta -= np.linalg.solve(bend, slope)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.layers[-1].set_weights([beta[:6, None].astype("float32"), beta[6:].astype("float32")])
    return [model, float(cost_false_alarm) / (float(cost_miss) + float(cost_false_alarm))]
