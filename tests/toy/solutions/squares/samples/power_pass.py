# /// sample
# ///

# %% task="square"
def square(x):
    return x**2

# %% task="total"
def total(x):
    return float((x**2).sum())
