# /// sample
# task = "beyond-repair"
# diagnosis = "You take the first column that can be used, as if age were always the answer. Try each one against what the doorman knows."
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
