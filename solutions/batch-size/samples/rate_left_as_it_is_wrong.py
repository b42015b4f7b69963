# /// sample
# task = "together"
# diagnosis = "Your rate stays as it was. An epoch has fewer steps with a larger batch, and then ends nearer to its beginning."
# ///

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return float(rate)


def largest_rate(x):
    s = np.linalg.svd(np.asarray(x, float), compute_uv=False).max()
    return float(len(x) / s ** 2) if s else float("inf")
