# /// sample
# task = "three-way"
# diagnosis = "Your split takes fractions that are no parts of a whole, such as three halves, and nobody is told. Check that each is above 0 and that they add up to 1, and raise a `ValueError` if not."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    rows = np.random.default_rng(seed).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
