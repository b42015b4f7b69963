# /// sample
# task = "worn-out"
# diagnosis = "Some rows are handed out twice, and so they wear out. Take from what is left, and never the same row twice: `choice`, for example, puts back what it draws unless it is told not to."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = rows
        self.rng = np.random.default_rng(seed)
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rng.choice(self.rows, n, replace=False)

    def __len__(self):
        return len(self.rows) - self.used
