# /// sample
# task = "stratify"
# diagnosis = "You round all three shares of a class down, so that a class loses a row or two where they are no whole numbers. Let the last part take the rest of each class."
# ///

# %% task="stratify"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    train, val, test = [], [], []
    for c in np.unique(y):
        rows = rng.permutation(np.where(y == c)[0])
        if len(rows) < 3:
            raise ValueError("class too small")
        a, b, t = (int(len(rows) * f) for f in fractions)
        train.extend(rows[:a])
        val.extend(rows[a:a + b])
        test.extend(rows[a + b:a + b + t])
    return np.array(train), np.array(val), np.array(test)
