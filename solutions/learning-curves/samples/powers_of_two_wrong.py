# /// sample
# task = "sizes"
# diagnosis = "You take the powers of two below n and then n: the last step may be hardly any, or nearly two doublings at once."
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    top = int(np.log2(n - 1)) if n > 1 else 0
    powers = [2**i for i in range(top + 1)]
    return np.array((powers + [n])[-k:])
