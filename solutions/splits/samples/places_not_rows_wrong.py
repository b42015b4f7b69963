# /// sample
# task = "worn-out"
# diagnosis = "Your pool hands out 0, 1, 2, …, the places in its list, and not the row numbers that stand there."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = list(np.random.default_rng(seed).permutation(len(rows)))

    def take(self, n):
        if n > len(self.left):
            raise ValueError("not enough rows left")
        return np.array([self.left.pop() for _ in range(n)])

    def __len__(self):
        return len(self.left)
