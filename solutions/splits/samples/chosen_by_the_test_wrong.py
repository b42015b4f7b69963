# /// sample
# task = "worn-out"
# diagnosis = "Your winner is the best on the test rows, and not on the validation rows. Its mark there was picked for being high, so the exam has become one more mock exam."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[test]) == y[test]) for c in candidates]
    best = int(np.argmax(scores))
    hoped = np.mean(candidates[best](x[validation]) == y[validation])
    return best, hoped, scores[best]


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
