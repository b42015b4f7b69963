# /// sample
# task = "three-questions"
# diagnosis = "You find groups in raw units. Grams have large numbers and millimetres small ones, so body mass decides alone."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    centres, labels = find_groups(x, 3, rng)
    typical = squared_distances(x, centres).argmin(axis=0)
    return np.array([ask(int(row)) for row in typical])[labels]
