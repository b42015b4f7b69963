# /// sample
# task = "names"
# diagnosis = "Where the groups are 10 and 11 and the classes 0 and 1, you find no row right. A group's number is an accident: neither the number of a class nor a place in a list."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    return float(np.mean(np.asarray(labels).astype(str) == np.asarray(truth).astype(str)))
