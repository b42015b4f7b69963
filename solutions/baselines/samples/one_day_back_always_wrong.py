# /// sample
# task = "rules"
# diagnosis = "You go back one day, however far ahead you forecast. 30 hours ahead yesterday at this hour has not happened yet: that is the future."
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
    return shift(series, period)
