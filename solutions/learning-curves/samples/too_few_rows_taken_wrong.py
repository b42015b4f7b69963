# /// sample
# task = "sizes"
# diagnosis = "You halve without asking whether there are enough rows; with fewer than 2**k of them the smallest sizes would be 0 or 1, or stand there twice."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    return np.array([max(n // 2**i, 1) for i in range(k)][::-1])
