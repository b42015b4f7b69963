# /// sample
# task = "selection"
# diagnosis = "You compare the distances of the means as they are, so a column in millimetres beats the same one in metres; measure in units of the column's own spread."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    apart = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0))
    return np.argsort(apart)[-k:]
