# /// sample
# task = "worn-out"
# diagnosis = "When few rows are left your pool hands out fewer than were asked for, and says nothing; a mark on three rows then looks like one on a hundred."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if len(self.left) == 0:
            raise ValueError("the pool is empty")
        taken = self.left[:n]
        self.left = self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
