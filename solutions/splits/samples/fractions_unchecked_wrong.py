# /// sample
# task = "three-way"
# diagnosis = "You take any fractions as they come; with three halves, the last part is empty, and nobody is told."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    rows = np.random.default_rng(seed).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
