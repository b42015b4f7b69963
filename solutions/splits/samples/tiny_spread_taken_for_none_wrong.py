# /// sample
# task = "no-leak"
# diagnosis = "You leave a column with a small spread undivided, as if it had none. The same lengths in kilometres instead of metres have a spread a thousand times smaller, and tell just as much."
# ///

# %% task="no-leak"
def standardise(train, *others):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std < 0.01, 1, std)
    return tuple((part - mean) / std for part in (train, *others))
