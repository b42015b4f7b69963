# /// sample
# task = "distances"
# diagnosis = "You add up over the points of `b`: the differences have the shape (n, m, d), and the axis that is named disappears. The coordinates are the last axis; `axis=1` is what was left of the table of points once a new axis came before it."
# ///

# %% task="distances"
def distances(a, b):
    difference = a[:, None] - b
    return np.sqrt((difference**2).sum(axis=1))
