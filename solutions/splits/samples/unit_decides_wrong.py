# /// sample
# task = "selection"
# diagnosis = "Your choice is that of the bare distance between the two means, so a column in millimetres beats the same one in metres. Measure in units of the column's own spread."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    apart = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0))
    return np.argsort(apart)[-k:]
