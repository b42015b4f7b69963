# /// sample
# task = "gradient"
# diagnosis = ""
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, "float32"), np.asarray(x, "float32"), np.asarray(y, "float32")
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return (2 * x.T @ (x @ w - y) / len(y)).astype("float64")
