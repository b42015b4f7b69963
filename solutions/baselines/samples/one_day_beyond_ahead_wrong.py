# /// sample
# task = "rules"
# diagnosis = "Your p[t] is the value of one day before t - ahead, the hour at which the forecast is made. That is another hour of the day than t."
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
    return shift(series, ahead + period if ahead > period else period)
