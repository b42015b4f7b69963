# /// sample
# task = "beyond-repair"
# diagnosis = "You take each group's share among those asked. These weights change nothing: the town's shares are wanted."
# ///

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    goes, found = town["goes"], {}
    for name in columns:
        column, some = town[name], town[name][asked]
        if len(np.unique(column)) == len(np.unique(some)):
            found[name] = sum((some == one).mean() * goes[asked][some == one].mean() for one in np.unique(some))
    if not found:
        raise ValueError("no column can be used")
    return min(found, key=lambda name: abs(found[name] - goes.mean()))
