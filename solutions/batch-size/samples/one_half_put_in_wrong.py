# /// sample
# task = "gradient"
# diagnosis = "Your gradient is that of half the error. The contract has no half in it, so the derivative of a square keeps its 2."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return x.T @ (x @ w - y) / len(y)
