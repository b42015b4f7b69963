# /// sample
# task = "selection"
# diagnosis = "You keep the columns in which one class is higher, and lose those in which it is lower; these tell the classes apart just as well."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    r = [np.corrcoef(column, y)[0, 1] for column in x.T]
    return np.argsort(r)[-k:]
