# /// sample
# task = "three-way"
# diagnosis = "Your second part has the size of the test, and your third that of the validation. The order is training, validation, test, and the fractions stand in the same order."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.default_rng(seed).permutation(n)
    a = round(n * fractions[0])
    b = a + round(n * fractions[1])
    train, val, test = rows[:a], rows[a:b], rows[b:]
    return train, test, val
