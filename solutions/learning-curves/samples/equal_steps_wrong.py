# /// sample
# task = "sizes"
# diagnosis = "You take equal steps, as on a ruler; but from 10 to 20 rows a great deal happens and from 90 to 100 nothing, so the points of a learning curve double."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    return np.linspace(n / k, n, k).astype(int)
