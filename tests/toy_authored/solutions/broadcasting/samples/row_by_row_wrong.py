# /// sample
# task = "distances"
# diagnosis = "You subtract two tables of points as they are, and NumPy pairs their rows: the first point meets only the first. For each to meet each, the two sets of rows have to lie along different axes."
# ///

# %% task="distances"
def distances(a, b):
    return np.linalg.norm(a - b, axis=1)
