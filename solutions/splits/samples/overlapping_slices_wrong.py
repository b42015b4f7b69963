# /// sample
# task = "three-way"
# diagnosis = "Your slices share a row at each cut: a slice ends just before its second number, so the next one begins at that very number."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.default_rng(seed).permutation(n)
    a = int(n * fractions[0])
    b = int(n * (fractions[0] + fractions[1]))
    return rows[:a + 1], rows[a:b + 1], rows[b:]
