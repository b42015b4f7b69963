# /// sample
# task = "beyond-repair"
# diagnosis = "You use columns with a silent group, and leave that group out. Its people live in the town, and the estimate is not of the whole town."
# ///

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    goes, found = town["goes"], {}
    for name in columns:
        column = town[name]
        names = np.unique(column[asked])
        shares = np.array([(column == one).mean() for one in names])
        means = np.array([goes[asked][column[asked] == one].mean() for one in names])
        found[name] = (shares * means).sum() / shares.sum()
    return min(found, key=lambda name: abs(found[name] - goes.mean()))
