# /// sample
# task = "gradient"
# diagnosis = "Your gradient only asks on which side the guess is off, as the absolute error does. For a square it counts how far it is off, too."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    return (np.sign(x @ w - y)[:, None] * x).mean(axis=0)
