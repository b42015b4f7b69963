# /// sample
# task = "gradient"
# diagnosis = ""
# ///

# %% task="gradient"
def gradient(w, x, y):
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return np.asarray(2 * x.T @ (x @ w - y) / len(y), "float64")
