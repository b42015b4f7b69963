# /// sample
# task = "gradient"
# diagnosis = "You leave lengths to NumPy, which stretches an array of length 1. One y for many rows is an error: compare the lengths."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    return 2 * x.T @ (x @ w - y) / len(x)
