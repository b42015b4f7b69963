# /// sample
# task = "titles"
# diagnosis = "Your function keeps the four common titles and calls all others Rare, the French ones too. Mlle and Ms are a Miss, and Mme is a Mrs."
# ///

# %% task="titles"
def titles(names):
    found = []
    for name in names:
        title = name.partition(",")[2].partition(".")[0].strip()
        stopped = "." in name.partition(",")[2]
        found.append(title if stopped and title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
    return found
