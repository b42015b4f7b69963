# /// sample
# task = "three-way"
# diagnosis = "You refuse three halves, which add up to more than 1, and take fractions that add up to less. Whoever writes 0.6, 0.2, 0.1 has forgotten something, and nobody is told."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or sum(fractions) > 1 + 1e-9:
        raise ValueError("fractions above 0, together not more than 1")
    rows = np.random.default_rng(seed).permutation(n)
    a, b = round(n * fractions[0]), round(n * fractions[1])
    return rows[:a], rows[a:a + b], rows[a + b:]
