# /// sample
# task = "four-boxes"
# diagnosis = "You put misses where false alarms belong: a miss is a rotten banana at which it is silent, and it comes third."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((t & ~a).sum()), int((~t & a).sum()), int((~t & ~a).sum())
