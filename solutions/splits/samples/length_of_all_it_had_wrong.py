# /// sample
# task = "worn-out"
# diagnosis = "`len` still counts all the rows that your pool had at first. What is left is what has not been handed out yet."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    marks = [(candidate(x[validation]) == y[validation]).mean() for candidate in candidates]
    best = int(np.argmax(marks))
    return best, float(marks[best]), float((candidates[best](x[test]) == y[test]).mean())


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.place = 0

    def take(self, n):
        taken = self.rows[self.place : self.place + n]
        if len(taken) < n:
            raise ValueError(f"{n} rows asked for, {len(taken)} are left")
        self.place += n
        return taken

    def __len__(self):
        return len(self.rows)
