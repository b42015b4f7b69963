# /// sample
# task = "rules"
# diagnosis = "`np.roll` brings the end of the series round to its beginning: the first forecasts know the last day."
# ///

# %% task="rules"
def as_now(series, ahead):
    if ahead < 1:
        raise ValueError("below 1")
    return np.roll(np.asarray(series, "float64"), ahead)


def as_yesterday(series, ahead, period):
    if ahead < 1 or period < 1:
        raise ValueError("below 1")
    return np.roll(np.asarray(series, "float64"), int(np.ceil(ahead / period)) * period)
