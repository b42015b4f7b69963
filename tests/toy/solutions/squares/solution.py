# %% task="square"
def square(x):
    return x * x

# %% task="total"
def total(x):
    return float(np.sum(x * x))
