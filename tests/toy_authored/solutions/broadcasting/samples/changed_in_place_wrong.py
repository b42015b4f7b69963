# /// sample
# task = "standardise"
# diagnosis = "You subtract and divide in the caller's own array (`x -= …`), so their grams are gone; `x - …` makes a new array."
# ///

# %% task="standardise"
def standardise(x):
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    return x
