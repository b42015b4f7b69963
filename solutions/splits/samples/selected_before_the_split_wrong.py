# /// sample
# task = "selection"
# diagnosis = "You choose columns by all rows, with the labels of the test rows among them; choosing is learning, and on pure dice it gives 90 % this way."
# ///

# %% task="selection"
def choose_columns(x, y, train, k):
    apart = abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0)) / x.std(axis=0)
    return np.argsort(apart)[::-1][:k]
