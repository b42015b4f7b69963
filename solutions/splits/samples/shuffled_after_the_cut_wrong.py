# /// sample
# task = "three-way"
# diagnosis = "You cut first and shuffle each part afterwards, which changes the order within a part and not who is in it; shuffle, then cut."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rng = np.random.default_rng(seed)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    parts = np.split(np.arange(n), [a, b])
    for part in parts:
        rng.shuffle(part)
    return tuple(parts)
