# /// sample
# task = "rules"
# diagnosis = "Where nothing is known you say 0. Zero degrees is a forecast, and a bold one; NaN says that there is none."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), 0.0)
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
