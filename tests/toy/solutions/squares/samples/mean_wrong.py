# /// sample
# task = "total"
# diagnosis = "You take the mean of the squares, which does not grow with their number as a total does."
# ///

# %% task="total"
def total(x):
    return float(np.mean(x * x))
