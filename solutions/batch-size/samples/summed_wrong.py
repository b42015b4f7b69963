# /// sample
# task = "gradient"
# diagnosis = "You add up what the rows say. Then twice as many rows make a step twice as long: take the mean."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return 2 * x.T @ (x @ w - y)
