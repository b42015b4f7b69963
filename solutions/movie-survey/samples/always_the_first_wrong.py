# /// sample
# task = "beyond-repair"
# diagnosis = "Your column was the first of `columns` in each of a dozen towns. Either no estimates are compared, or all of them come out alike. Try each column against what the doorman knows, and keep the nearest."
# ///

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    goes, found = town["goes"], {}
    for name in columns:
        column = town[name]
        names = np.unique(column)
        if any(not (column[asked] == one).any() for one in names):
            continue
        found[name] = sum((column == one).mean() * goes[asked][column[asked] == one].mean() for one in names)
    if not found:
        raise ValueError("no column can be used")
    return next(iter(found))
