# /// sample
# task = "worn-out"
# diagnosis = "Your pool hands the rows out in a fixed order, that in which it got them or that of their numbers. Where that has a meaning, each mock exam asks about another chapter, so shuffle once with the seed."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = rows
        self.seed = seed
        self.start = 0

    def take(self, n):
        if self.start + n > len(self.rows):
            raise ValueError("not enough rows left")
        self.start += n
        return self.rows[self.start - n:self.start]

    def __len__(self):
        return len(self.rows) - self.start
