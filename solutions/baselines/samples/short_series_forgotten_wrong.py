# /// sample
# task = "rules"
# diagnosis = "Where the series is shorter than the shift, `series[:-by]` and `p[by:]` do not fit each other any more."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), np.nan)
    p[by:] = series[:-by]
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("below 1")
    return shift(series, min(ahead, len(series)))


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("below 1")
    return shift(series, min(-(-ahead // period) * period, len(series) - 1))
