# /// sample
# task = "no-leak"
# diagnosis = "You write results into an array that you were handed, and the caller has lost the measurements; make new arrays."
# ///

# %% task="no-leak"
def standardise(train, *others):
    mean = train.mean(axis=0)
    std = np.maximum(train.std(axis=0), 1e-6)
    for part in (train, *others):
        part -= mean
        part /= std
    return (train, *others)
