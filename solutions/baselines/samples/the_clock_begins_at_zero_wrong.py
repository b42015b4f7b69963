# /// sample
# task = "simple"
# diagnosis = "Your model takes the place in the series for the time of day. A series may begin at any hour, and then the clock is wrong."
# ///

# %% task="simple"
class LinearModel:
    def __init__(self, series, ahead):
        self.ahead = ahead
        x = self.table(series)
        rows = ~np.isnan(x).any(axis=1)
        self.weights = np.linalg.lstsq(x[rows], np.array(series, float)[rows], rcond=None)[0]

    def table(self, series):
        hours = np.arange(len(series)) * 2 * np.pi / 24
        now = np.full(len(series), np.nan)
        now[self.ahead:] = series[:max(len(series) - self.ahead, 0)]
        return np.stack([np.ones(len(series)), np.sin(hours), np.cos(hours), now], axis=1)

    def predict(self, series):
        return self.table(series) @ self.weights


def fit_linear(series, ahead):
    return LinearModel(series, ahead)
