# /// sample
# task = "names"
# diagnosis = "You compare the number of a group with the number of a class. These numbers are accidents: on another day group 2 is group 0."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    return float(np.mean(np.asarray(labels).astype(str) == np.asarray(truth).astype(str)))
