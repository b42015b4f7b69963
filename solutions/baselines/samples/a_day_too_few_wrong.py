# /// sample
# task = "rules"
# diagnosis = "More than a day ahead you go back one day too few. That hour is still to come when the forecast is made."
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
