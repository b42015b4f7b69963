# %% task="three-way" kind="right" breaks=""
# random keys, sorted
def split(n, fractions, seed):
    if len(fractions) != 3 or not all(f > 0 for f in fractions) or not np.isclose(sum(fractions), 1, rtol=0, atol=1e-9):
        raise ValueError("fractions")
    order = np.argsort(np.random.RandomState(np.random.MT19937(np.random.SeedSequence(seed))).random_sample(n), kind="stable")
    a, b = int(n * fractions[0]), int(n * (1 - fractions[2]) + 1e-9)
    return order[:a], order[a:b], order[b:]

# %% task="no-leak" kind="right" breaks=""
# scaled to the unit range first, then functional style with map
def standardise(train, *others):
    low, high = train.min(axis=0), train.max(axis=0)
    width = np.where(high > low, high - low, 1)
    unit = (train - low) / width
    mean, spread = unit.mean(axis=0), np.where(high > low, unit.std(axis=0), 1)
    return tuple(map(lambda part: ((part - low) / width - mean) / spread, (train, *others)))
