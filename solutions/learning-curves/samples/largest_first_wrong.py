# /// sample
# task = "sizes"
# diagnosis = "Your sizes fall from many rows down to few; a learning curve is read from left to right, from few rows to all."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    out = [n]
    while len(out) < k:
        out.append(out[-1] // 2)
    return np.array(out)
