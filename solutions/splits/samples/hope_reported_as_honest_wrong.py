# /// sample
# task = "worn-out"
# diagnosis = "You report the mark by which you chose as the honest one; it is the luckiest of many, so measure the winner again on rows that had no part in the choice."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], scores[best]


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.start = 0

    def take(self, n):
        if self.start + n > len(self.rows):
            raise ValueError("not enough rows left")
        self.start += n
        return self.rows[self.start - n:self.start]

    def __len__(self):
        return len(self.rows) - self.start
