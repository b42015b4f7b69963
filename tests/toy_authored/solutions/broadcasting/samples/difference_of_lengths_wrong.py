# /// sample
# task = "distances"
# diagnosis = "You measure how far each point is from the origin, and compare; but (3, 4) and (4, 3) are equally far from it, and still apart."
# ///

# %% task="distances"
def distances(a, b):
    return np.abs(np.linalg.norm(a, axis=1)[:, None] - np.linalg.norm(b, axis=1))
