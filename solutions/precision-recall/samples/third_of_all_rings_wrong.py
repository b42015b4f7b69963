# /// sample
# task = "flattering"
# diagnosis = "A machine that rings at a fixed part of all bananas rings too often where few are rotten, or too rarely where many are."
# ///

# %% task="flattering"
def two_alarms(truth):
    useful = truth.astype(bool)
    good = np.flatnonzero(~useful)
    useful[good[: len(truth) // 10]] = True
    return np.zeros(len(truth), bool), useful
