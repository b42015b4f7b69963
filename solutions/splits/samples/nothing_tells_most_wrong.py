# /// sample
# task = "selection"
# diagnosis = "You choose columns that have one and the same value in all training rows; such a column tells nothing, but 0 / 0 is NaN, and sorting puts NaN above every number."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    with np.errstate(all="ignore"):
        apart = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0)) / x.std(axis=0)
    return np.argsort(apart)[::-1][:k]
