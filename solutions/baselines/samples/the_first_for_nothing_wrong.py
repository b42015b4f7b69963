# /// sample
# task = "rules"
# diagnosis = "Where the series has no such hour, your forecast is the first value. That value is of another hour; NaN says that there is no forecast."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), float(series[0]))
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
    return shift(series, -(-ahead // period) * period)
