# /// sample
# task = "together"
# diagnosis = "Your rate leads to the lowest point of the steepest direction in one step. Steps run away only from twice that rate on, where they land as far beyond it."
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
    return 1 / curves.max()
