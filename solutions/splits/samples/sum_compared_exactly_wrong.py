# /// sample
# task = "three-way"
# diagnosis = "You ask whether the fractions add up to exactly 1; floats are rounded, and 0.7 + 0.2 + 0.1 gives 0.9999999999999999."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if sum(fractions) != 1 or any(f <= 0 for f in fractions):
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.default_rng(seed).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
