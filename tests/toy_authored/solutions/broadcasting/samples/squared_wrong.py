# /// sample
# task = "distances"
# diagnosis = "You add up the squared differences and stop there; that is the square of the distance, and for (3, 4) it is 25 instead of 5."
# ///

# %% task="distances"
def distances(a, b):
    gap = a[:, np.newaxis, :] - b[np.newaxis, :, :]
    return np.sum(gap**2, axis=-1)
