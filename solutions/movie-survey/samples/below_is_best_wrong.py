# /// sample
# task = "beyond-repair"
# diagnosis = "Your column is the one with the lowest estimate, even where this is far too low. The nearest one is wanted: compare the sizes of the differences."
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
    return min(found, key=lambda name: found[name] - goes.mean())
