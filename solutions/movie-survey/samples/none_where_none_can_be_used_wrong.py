# /// sample
# task = "beyond-repair"
# diagnosis = "You return None where no column can be used. Somebody will go on with it: an error is asked for."
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
        return None
    return min(found, key=lambda name: abs(found[name] - goes.mean()))
