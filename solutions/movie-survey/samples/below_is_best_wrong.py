# /// sample
# task = "beyond-repair"
# diagnosis = "You compare differences with their sign, so an estimate far too low looks best. Compare their sizes."
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
