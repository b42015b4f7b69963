# /// sample
# task = "four-boxes"
# diagnosis = "You multiply and add in the dtype of the zeros and ones; int8 ends at 127, and a product of bools is a bool again."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    hits = int(truth @ alarm)
    rotten, rings = int(np.count_nonzero(truth)), int(np.count_nonzero(alarm))
    return hits, rings - hits, rotten - hits, len(truth) - rotten - rings + hits
