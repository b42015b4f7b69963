# /// sample
# task = "flattering"
# diagnosis = "You give the useful machine first; the lazy one comes first."
# ///

# %% task="flattering"
def two_alarms(truth):
    useful = truth.astype(bool)
    good = np.flatnonzero(~useful)
    useful[good[: int(useful.sum()) + 1]] = True
    return useful, np.zeros(len(truth), bool)
