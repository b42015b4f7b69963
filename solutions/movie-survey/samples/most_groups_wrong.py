# /// sample
# task = "beyond-repair"
# diagnosis = "You take the column with the most groups. Fine groups do not help if they have nothing to do with how people were asked."
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
    return max(found, key=lambda name: len(np.unique(town[name])))
