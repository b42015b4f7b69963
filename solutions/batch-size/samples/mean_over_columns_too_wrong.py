# /// sample
# task = "gradient"
# diagnosis = "You divide by the number of columns, too. The mean is one over rows; each weight has a derivative of its own."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return 2 * x.T @ (x @ w - y) / x.size
