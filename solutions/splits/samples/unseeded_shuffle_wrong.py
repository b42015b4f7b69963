# /// sample
# task = "three-way"
# diagnosis = "You shuffle without the seed, so tomorrow other rows are in the test; after a few days the model has been trained on all of them."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
