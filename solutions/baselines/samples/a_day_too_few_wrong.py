# /// sample
# task = "rules"
# diagnosis = "Some whole days and some hours ahead, your forecast went back by the whole days alone. That is one day too few: the hour is still to come when the forecast is made."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), np.nan)
    if by < len(series):
        p[by:] = series[:len(series) - by]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("below 1")
    return shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("below 1")
    return shift(series, max(ahead // period, 1) * period)
