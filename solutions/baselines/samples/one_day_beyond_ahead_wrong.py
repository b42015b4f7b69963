# /// sample
# task = "rules"
# diagnosis = "You go back a day *from the hour of the forecast*. That is another hour of the day."
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
