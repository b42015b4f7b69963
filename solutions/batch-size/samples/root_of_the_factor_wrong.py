# /// sample
# task = "together"
# diagnosis = "Your rate goes with the root of the size. That rule is Adam's. Plain steps add up, so half as many must be twice as long."
# ///

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return float(rate * (new_size / size) ** 0.5)


def largest_rate(x):
    s = np.linalg.svd(np.asarray(x, float), compute_uv=False).max()
    return float(len(x) / s ** 2) if s else float("inf")
