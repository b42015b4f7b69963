# /// sample
# task = "gradient"
# diagnosis = ""
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    return 2 * x.T @ (x @ w - y) / len(x)
