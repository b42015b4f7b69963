# /// sample
# task = "rules"
# diagnosis = "Exactly one day ahead you go back two. The value of one day ago is the last that is known then, so it may be taken."
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
    return shift(series, (ahead // period + 1) * period)
