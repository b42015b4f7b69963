# /// sample
# task = "gradient"
# diagnosis = "You count equal rows once. A row that stands there twice counts twice."
# ///

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = np.asarray(w, float), np.asarray(x, float), np.asarray(y, float)
    if x.shape != (len(y), len(w)):
        raise ValueError("lengths do not fit")
    both = np.unique(np.column_stack([x, y]), axis=0)
    x, y = both[:, :-1], both[:, -1]
    return 2 * x.T @ (x @ w - y) / len(y)
