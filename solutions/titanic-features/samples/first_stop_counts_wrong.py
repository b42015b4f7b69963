# /// sample
# task = "titles"
# diagnosis = "Your function takes the text before the first stop of the whole name. In a surname such as St. Clair a stop comes earlier."
# ///

# %% task="titles"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        before = name.split(".")[0] if "." in name else ""
        title = before.split(",")[1].strip() if "," in before else ""
        found.append(table.get(title, "Rare"))
    return found
