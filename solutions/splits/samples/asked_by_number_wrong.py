# /// sample
# task = "worn-out"
# diagnosis = "You ask the candidates about row numbers instead of rows. They are given `validation` or `test` where they should be given what x holds there."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(validation) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](test) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = list(np.random.default_rng(seed).permutation(rows))

    def take(self, n):
        if n > len(self.left):
            raise ValueError("not enough rows left")
        return np.array([self.left.pop() for _ in range(n)])

    def __len__(self):
        return len(self.left)
