# /// sample
# task = "simple"
# diagnosis = "Your forecast for hour t depends on the hour after t - ahead. That hour is not known when the forecast is made."
# ///

# %% task="simple"
class LinearModel:
    def __init__(self, series, ahead):
        self.ahead = ahead
        self.lags = list(range(max(ahead - 1, 1), ahead + 23))
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
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    return LinearModel(series, ahead)
