# /// sample
# task = "three-way"
# diagnosis = "Each seed gives the same parts: the one that was handed in has no say in the draw. So nobody can ever ask for a second split."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.default_rng(42).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
