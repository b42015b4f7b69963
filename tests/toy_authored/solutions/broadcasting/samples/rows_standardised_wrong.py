# /// sample
# task = "standardise"
# diagnosis = "You compare each bird with itself: `axis=1` adds up along a row, over its grams, millimetres and years. The axis that is named is the one that disappears, and for a mean of each column that is the rows, axis 0."
# ///

# %% task="standardise"
def standardise(x):
    mean = x.mean(axis=1, keepdims=True)
    std = x.std(axis=1, keepdims=True)
    return (x - mean) / std
