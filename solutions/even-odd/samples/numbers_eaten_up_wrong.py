# /// sample
# task = "features"
# diagnosis = "You halve the numbers in place, so your caller's array is all zeros when you are done; work on a copy."
# ///

# %% task="features"
def to_bits(x, width):
    columns = []
    for _ in range(width):
        columns.append(x % 2)
        x //= 2
    return np.stack(columns, axis=1).astype("float32")
