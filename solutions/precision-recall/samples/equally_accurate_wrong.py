# /// sample
# task = "flattering"
# diagnosis = "As many false alarms as hits leave both machines with the same accuracy; the lazy one is to be above, so one more is needed."
# ///

# %% task="flattering"
def two_alarms(truth):
    useful = truth.astype(bool)
    good = np.flatnonzero(~useful)
    useful[good[: int(useful.sum())]] = True
    return np.zeros(len(truth), bool), useful
