# /// sample
# task = "three-questions"
# diagnosis = "You ask about rows that lie far apart. The furthest ones are odd birds, and stand for few others: find groups first."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    asked = [int(rng.integers(len(x)))]
    for _ in range(2):
        asked.append(int(squared_distances(x, x[asked]).min(axis=1).argmax()))
    names = np.array([ask(row) for row in asked])
    return names[squared_distances(x, x[asked]).argmin(axis=1)]
