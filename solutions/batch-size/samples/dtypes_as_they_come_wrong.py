# /// sample
# task = "gradient"
# diagnosis = "You compute in the dtype that comes in. Small integers overflow, and float32 loses digits: turn the numbers into float64 first."
# ///

# %% task="gradient"
def gradient(w, x, y):
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return np.asarray(2 * x.T @ (x @ w - y) / len(y), "float64")
