# /// sample
# task = "distances"
# diagnosis = "You add up the differences without squaring them, which is the way along the streets; the straight line from (0, 0) to (3, 4) is 5 long, not 7."
# ///

# %% task="distances"
def distances(a, b):
    return np.abs(a[:, None, :] - b[None, :, :]).sum(axis=-1)
