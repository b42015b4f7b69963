# /// sample
# task = "together"
# diagnosis = "Your edge is set by the mean of all directions. The steepest one bursts first: it alone sets the edge."
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
    curves = np.linalg.eigvalsh(2 * x.T @ x / len(x))
    return 2 / curves.mean()
