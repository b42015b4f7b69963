# /// sample
# task = "four-boxes"
# diagnosis = "You subtract arrays as they come: 0 - 1 is 255 in uint8, and bools cannot be subtracted at all."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    off = alarm - truth
    hits = int(((off == 0) & (truth == 1)).sum())
    return hits, int((off == 1).sum()), int((off == -1).sum()), int(((off == 0) & (truth == 0)).sum())
