# /// sample
# task = "together"
# diagnosis = "You subtract the means first, as for a covariance. The steps meet x as it is, and a mean that is not 0 is a steep direction, too."
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
    x = x - x.mean(axis=0)
    top = np.linalg.norm(x, 2)
    return len(x) / top ** 2 if top else float('inf')
