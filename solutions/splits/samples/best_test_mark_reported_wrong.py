# /// sample
# task = "worn-out"
# diagnosis = "The honest mark that you report is the best that any candidate has on the test rows; it belongs to another candidate than your winner, and choosing it was a look into the exam."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    hoped = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    honest = [np.mean(c(x[test]) == y[test]) for c in candidates]
    return int(np.argmax(hoped)), max(hoped), max(honest)


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
