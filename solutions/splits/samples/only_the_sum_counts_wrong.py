# /// sample
# task = "three-way"
# diagnosis = "You check the sum of the fractions, and not that each is above 0: 0.8, 0.4 and -0.2 add up to 1 as well. But there is no part that holds less than nothing."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("the fractions must add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    a, b = round(n * fractions[0]), round(n * fractions[1])
    return rows[:a], rows[a:a + b], rows[a + b:]
