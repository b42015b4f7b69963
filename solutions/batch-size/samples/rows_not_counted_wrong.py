# /// sample
# task = "together"
# diagnosis = "Your rate is the edge for the sum of the rows' errors. The error is their mean, so the curvature is divided by the number of rows."
# ///

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return rate * new_size / size


def largest_rate(x):
    x = np.asarray(x, float)
    if not x.any():
        return float("inf")
    return 1 / np.linalg.norm(x, 2) ** 2
