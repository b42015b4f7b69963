# /// sample
# task = "gradient"
# diagnosis = "Rows without numbers are left out of the mean. They say 0, and that counts."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    kept = x.any(axis=1)
    return 2 * x[kept].T @ (x[kept] @ w - y[kept]) / max(kept.sum(), 1)
