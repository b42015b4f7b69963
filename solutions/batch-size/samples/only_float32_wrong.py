# /// sample
# task = "gradient"
# diagnosis = "You compute in float32, which has seven digits. The contract asks for float64."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, "float32"), np.asarray(x, "float32"), np.asarray(y, "float32")
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return (2 * x.T @ (x @ w - y) / len(y)).astype("float64")
