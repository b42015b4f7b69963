# /// sample
# task = "gradient"
# diagnosis = "Your gradient is that of the root of the mean squared error. The contract takes no root."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    wrong = x @ w - y
    rmse = np.sqrt((wrong ** 2).mean())
    return x.T @ wrong / len(y) / rmse if rmse else 0 * w
