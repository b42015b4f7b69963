# /// sample
# task = "rules"
# diagnosis = "Your first forecasts hold the last values of the series: its end comes round to its beginning, as with `np.roll` or a negative index. Those hours are still to come."
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
