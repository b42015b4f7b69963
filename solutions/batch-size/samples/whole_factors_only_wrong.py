# /// sample
# task = "together"
# diagnosis = "You divide the sizes without a remainder, so 48 counts as once 32. The factor is 1.5."
# ///

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return float(rate * (new_size // size))


def largest_rate(x):
    s = np.linalg.svd(np.asarray(x, float), compute_uv=False).max()
    return float(len(x) / s ** 2) if s else float("inf")
