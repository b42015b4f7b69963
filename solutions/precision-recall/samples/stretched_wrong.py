# /// sample
# task = "four-boxes"
# diagnosis = "You trust NumPy to notice that lengths differ; an array of length 1 it stretches without a word."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum())
