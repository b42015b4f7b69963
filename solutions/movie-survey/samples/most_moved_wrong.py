# /// sample
# task = "beyond-repair"
# diagnosis = "You take the column that moves the estimate most. It may move it the wrong way, or too far."
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
    return max(found, key=lambda name: abs(found[name] - goes[asked].mean()))
