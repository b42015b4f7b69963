# /// sample
# task = "together"
# diagnosis = "Your rate is twice the edge, as if the gradient of a square had no 2. With this 2 the curvature is twice as large, and the edge half as far."
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
    return 2 / np.linalg.eigvalsh(x.T @ x / len(x)).max()
