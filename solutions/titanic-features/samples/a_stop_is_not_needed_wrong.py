# /// sample
# task = "titles"
# diagnosis = "Your function takes a title that no stop follows. Without a stop after the comma a name is Rare."
# ///

# %% task="titles"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        after = name.partition(",")[2]
        found.append(table.get(after.split(".")[0].strip(), "Rare"))
    return found
