# /// sample
# task = "three-way"
# diagnosis = "You round each size on its own, and where the three add up to less than n, the row that is left over falls off the end. Let the last part take all the rest."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.random.default_rng(seed).permutation(n)
    sizes = [int(n * f) for f in fractions]
    parts, start = [], 0
    for size in sizes:
        parts.append(rows[start:start + size])
        start += size
    return tuple(parts)
