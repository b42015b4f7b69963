# /// sample
# task = "distances"
# diagnosis = "You have the new axis in `b` where `a` should have it, so the rows belong to `b`: the first axis of the result is the one that belongs to whoever has its points first."
# ///

# %% task="distances"
def distances(a, b):
    return np.sqrt(((b[:, None] - a) ** 2).sum(axis=-1))
