# /// sample
# task = "simple"
# diagnosis = "The weights are kept in one place for all models, so the model fitted last speaks for all."
# ///

# %% task="simple"
WEIGHTS = {}


class LinearModel:
    def __init__(self, ahead):
        self.ahead = ahead

    def predict(self, series):
        return table(series, WEIGHTS["ahead"]) @ WEIGHTS["weights"]


def table(series, ahead):
    columns = [np.ones(len(series))]
    day = -(-ahead // 24) * 24
    for lag in (ahead, day, day + ahead):
        column = np.full(len(series), np.nan)
        if lag < len(series):
            column[lag:] = series[:len(series) - lag]
        columns.append(column)
    return np.stack(columns, axis=1)


def fit_linear(series, ahead):
    x = table(series, ahead)
    rows = ~np.isnan(x).any(axis=1)
    WEIGHTS["weights"] = np.linalg.lstsq(x[rows], np.array(series, float)[rows], rcond=None)[0]
    WEIGHTS["ahead"] = ahead
    return LinearModel(ahead)
