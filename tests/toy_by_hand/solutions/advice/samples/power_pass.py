# /// sample
# ///

# %% task="square"
def square(x):
    return x**2
