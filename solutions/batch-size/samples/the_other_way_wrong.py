# /// sample
# task = "gradient"
# diagnosis = "Your gradient points downhill. It says how the error *grows*; it is the step that goes the other way."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return 2 * x.T @ (y - x @ w) / len(y)
