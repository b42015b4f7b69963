# /// sample
# task = "four-boxes"
# diagnosis = "You begin with the quiet bananas, as many libraries do; here hits come first, and quiet ones last."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((~t & ~a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((t & a).sum())
