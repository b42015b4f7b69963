# /// sample
# task = "standardise"
# diagnosis = "You divide by the variance, which is in squared grams; the standard deviation is its root, in grams, and only that leaves a spread of 1."
# ///

# %% task="standardise"
def standardise(x):
    means = np.mean(x, axis=0)
    return (x - means) / np.var(x, axis=0)
