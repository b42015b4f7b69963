# /// sample
# task = "three-questions"
# diagnosis = "You ask about three rows at random. Two of them are often of one class, and the third class is never named."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    asked = rng.choice(len(x), 3, replace=False)
    names = np.array([ask(int(row)) for row in asked])
    return names[squared_distances(x, x[asked]).argmin(axis=1)]
