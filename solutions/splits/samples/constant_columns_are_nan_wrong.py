# /// sample
# task = "no-leak"
# diagnosis = "You divide by a spread of 0 where a column has one value, and one NaN spoils everything that the model computes from it."
# ///

# %% task="no-leak"
def standardise(train, *others):
    mean, std = train.mean(axis=0), train.std(axis=0)
    with np.errstate(all="ignore"):
        return tuple((part - mean) / std for part in (train, *others))
