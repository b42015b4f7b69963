# /// sample
# task = "selection"
# diagnosis = "You look at no label of the test rows, but at their values: something that you divide by, such as the spread, is measured on all rows; what is learnt without labels is learnt, too."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    spread = x.std(axis=0)
    spread[spread == 0] = 1
    x, y = x[train], y[train]
    apart = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0)) / spread
    return np.argsort(-apart)[:k]
