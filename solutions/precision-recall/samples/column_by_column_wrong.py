# /// sample
# task = "four-boxes"
# diagnosis = "Your four counts are right but stand in another order: hits, misses, quiet, false alarms."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum()), int((~t & a).sum())
