# /// sample
# task = "titles"
# diagnosis = "Your function cuts at the last comma. A comma may stand in the first names, too."
# ///

# %% task="titles"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        after = name.rpartition(",")[2] if "," in name else ""
        title = after.split(".")[0].strip() if "." in after else ""
        found.append(table.get(title, "Rare"))
    return found
