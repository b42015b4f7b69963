# /// sample
# task = "rules"
# diagnosis = "You are an hour into the future: at t - ahead the value of t - ahead + 1 is not known yet. Scores look better than they are."
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
