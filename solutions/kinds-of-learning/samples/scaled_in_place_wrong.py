# /// sample
# task = "three-questions"
# diagnosis = "You change the table that was handed in. Its owner needs it in its own units: make a new one."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    centres, labels = find_groups(x, 3, rng)
    typical = squared_distances(x, centres).argmin(axis=0)
    return np.array([ask(int(row)) for row in typical])[labels]
