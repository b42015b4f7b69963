# /// sample
# task = "standardise"
# diagnosis = "You shift each column to mean 0, and leave its spread as it was; grams still weigh more than years, because a shift does not change how far the numbers are apart."
# ///

# %% task="standardise"
def standardise(x):
    means = x.mean(axis=0)
    return x - means
