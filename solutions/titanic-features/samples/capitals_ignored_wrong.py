# /// sample
# task = "titles"
# diagnosis = "Your function takes no notice of capitals, so that MR counts as Mr."
# ///

# %% task="titles"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        _, comma, after = name.partition(",")
        title, stop, _ = after.partition(".")
        found.append(table.get(title.strip().capitalize(), "Rare") if comma and stop else "Rare")
    return found
