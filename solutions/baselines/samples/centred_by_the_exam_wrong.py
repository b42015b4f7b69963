# /// sample
# task = "simple"
# diagnosis = "Later hours move your forecasts by the same amount. A figure of the whole series that is asked about, such as its mean, has a part in them. It holds hours that are not known yet at t - ahead."
# ///

# %% task="simple"
class LinearModel:
    def __init__(self, series, ahead):
        self.ahead = ahead
        self.lags = [ahead, -(-ahead // 24) * 24, -(-ahead // 24) * 24 + ahead]
        self.fit(np.asarray(series, float) - np.mean(series))

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
        series = np.asarray(series, float)
        return self.table(series - series.mean()) @ self.weights + series.mean()


def fit_linear(series, ahead):
    return LinearModel(series, ahead)
