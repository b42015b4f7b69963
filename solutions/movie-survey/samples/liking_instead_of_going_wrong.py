# /// sample
# task = "beyond-repair"
# diagnosis = "You compare by what people think of the film. John does not know that of the whole town; he knows how many came."
# ///

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    after, found = town.get("after", town["goes"]), {}
    for name in columns:
        column, some = town[name], town[name][asked]
        if len(np.unique(column)) == len(np.unique(some)):
            found[name] = sum((column == one).mean() * after[asked][some == one].mean() for one in np.unique(some))
    if not found:
        raise ValueError("no column can be used")
    return min(found, key=lambda name: abs(found[name] - after.mean()))
