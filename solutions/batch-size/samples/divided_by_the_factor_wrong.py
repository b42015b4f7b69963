# /// sample
# task = "together"
# diagnosis = "You divide the rate by the factor of the sizes. A larger batch makes fewer steps in an epoch, so each of them must be longer, not shorter."
# ///

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return float(rate * size / new_size)


def largest_rate(x):
    s = np.linalg.svd(np.asarray(x, float), compute_uv=False).max()
    return float(len(x) / s ** 2) if s else float("inf")
