# /// sample
# task = "sizes"
# diagnosis = "Your function takes fewer than 2**k rows without an error; from so few, k - 1 halvings lead to a smallest size below 2."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    return np.array([max(n // 2**i, 1) for i in range(k)][::-1])
