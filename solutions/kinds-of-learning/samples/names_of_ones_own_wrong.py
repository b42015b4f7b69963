# /// sample
# task = "three-questions"
# diagnosis = "You name the groups by their numbers. Their names are what the expert says: ask her about one row of each."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    centres, labels = find_groups(x, 3, rng)
    for row in squared_distances(x, centres).argmin(axis=0):
        ask(int(row))
    return np.array(["Adelie", "Chinstrap", "Gentoo"])[labels]
