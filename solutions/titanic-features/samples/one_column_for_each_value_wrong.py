# /// sample
# task = "crossed"
# diagnosis = "Your columns are one for each value of a, and one for each value of b. Such columns cannot say that a pair fared unlike the others."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    columns = [values == one for values in (a, b) for one in np.unique(values[train])]
    return np.stack(columns, axis=1).astype("float32")
