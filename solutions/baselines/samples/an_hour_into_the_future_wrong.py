# /// sample
# task = "rules"
# diagnosis = "The values in your forecast come one hour early: p[t] holds the hour after the right one. `as_now` cannot know it yet, and for `as_yesterday` it is another hour of the day."
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
    return shift(series, ahead - 1 if ahead > 1 else 1)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("below 1")
    return shift(series, -(-ahead // period) * period)
