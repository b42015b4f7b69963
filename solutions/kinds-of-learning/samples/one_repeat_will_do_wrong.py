# /// sample
# task = "learns"
# diagnosis = "With a single repeat there is no scatter to set the rise against: the contract asks for a ValueError."
# ///

# %% task="learns"
def learns(scores):
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises)) if len(rises) > 1 else 0.0
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)
