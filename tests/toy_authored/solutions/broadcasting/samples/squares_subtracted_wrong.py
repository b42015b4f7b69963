# /// sample
# task = "distances"
# diagnosis = "You subtract the squares rather than square the difference; these are not the same: from 3 to 5 it is 2, while 25 - 9 is 16, whose root is 4."
# ///

# %% task="distances"
def distances(a, b):
    gaps = (a**2).sum(axis=1)[:, None] - (b**2).sum(axis=1)
    return np.sqrt(np.abs(gaps))
