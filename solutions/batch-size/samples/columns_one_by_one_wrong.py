# /// sample
# task = "together"
# diagnosis = "You look at each column by itself. Columns that go together make a direction that is steeper than any of them."
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
    return 1 / (x ** 2).mean(axis=0).max()
