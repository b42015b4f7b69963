# /// sample
# task = "simple"
# diagnosis = "In the forecast the lags stand in the opposite order to that of the training, so each weight meets the wrong hour."
# ///

# %% task="simple"
class LinearModel:
    def __init__(self, series, ahead):
        self.ahead = ahead
        self.lags = list(range(ahead, ahead + 24))
        self.fit(series)

    def table(self, series):
        columns = [np.ones(len(series))]
        for lag in self.lags:
            column = np.full(len(series), np.nan)
            if lag < len(series):
                column[lag:] = series[:len(series) - lag]
            columns.append(column)
        return np.stack(columns, axis=1)

    def fit(self, series):
        table = self.table(series)
        rows = ~np.isnan(table).any(axis=1)
        self.weights = np.linalg.lstsq(table[rows], np.array(series, float)[rows], rcond=None)[0]

    def predict(self, series):
        return self.table(series)[:, [0, *range(24, 0, -1)]] @ self.weights


def fit_linear(series, ahead):
    return LinearModel(series, ahead)
