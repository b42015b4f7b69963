# /// sample
# task = "together"
# diagnosis = "Your edge is set by the sum of all directions. Directions do not disturb each other: the steepest one alone sets the edge."
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
    return len(x) / (x ** 2).sum()
