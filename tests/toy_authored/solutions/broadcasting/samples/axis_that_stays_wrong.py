# /// sample
# task = "standardise"
# diagnosis = "You read `axis=1` as the axis that stays; it is the one that disappears, so what you have is a mean of each row. In a square table it fits all the same, flush right, against the columns, and nothing complains."
# ///

# %% task="standardise"
def standardise(x):
    means = x.mean(axis=1)
    stds = x.std(axis=1)
    return (x - means) / stds
