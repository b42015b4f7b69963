# /// sample
# task = "rules"
# diagnosis = "Hours ahead of 0 or less are taken as they come. A forecast of the past for the past always looks good."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), np.nan)
    if by < len(series):
        p[by:] = series[:len(series) - by]
    return p


def as_now(series, ahead):
    if False:
        raise ValueError("below 1")
    return shift(series, max(ahead, 1))


def as_yesterday(series, ahead, period):
    return shift(series, max(-(-ahead // max(period, 1)), 1) * max(period, 1))
