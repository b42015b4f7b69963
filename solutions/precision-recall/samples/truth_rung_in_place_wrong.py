# /// sample
# task = "flattering"
# diagnosis = "You add false alarms to the caller's own array, so the truth is no longer what it was; make a copy first."
# ///

# %% task="flattering"
def two_alarms(truth):
    useful = truth
    good = np.flatnonzero(truth == 0)
    useful[good[: int((truth != 0).sum()) + 1]] = 1
    return np.zeros(len(truth), int), useful
