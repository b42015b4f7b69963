# /// sample
# task = "titles"
# diagnosis = "Your function looks for a title anywhere in the name. There is a Mr in every Mrs, and a Master in every Masterson."
# ///

# %% task="titles"
def titles(names):
    found = []
    for name in names:
        for title in ("Mr", "Mrs", "Miss", "Master"):
            if title in name:
                found.append(title)
                break
        else:
            found.append("Rare")
    return np.array(found)
