# /// sample
# task = "sizes"
# diagnosis = "Your largest size is half of the rows, so the point that has all rows is missing: the last size is n itself."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    return np.array([n // 2**(k - i) for i in range(k)])
