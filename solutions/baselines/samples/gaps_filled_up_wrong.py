# /// sample
# task = "rules"
# diagnosis = "You filled missing values with the last one that was there. The contract lets what is missing stay missing."
# ///

# %% task="rules"
def shift(series, by):
    p = np.full(len(series), np.nan)
    last = np.nan
    for t in range(by, len(series)):
        if not np.isnan(series[t - by]):
            last = series[t - by]
        p[t] = last
    return p


def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("below 1")
    return shift(series, ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("below 1")
    return shift(series, -(-ahead // period) * period)
