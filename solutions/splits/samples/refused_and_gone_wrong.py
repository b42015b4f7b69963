# /// sample
# task = "worn-out"
# diagnosis = "Your pool refuses, but only after it has taken the rows out, so they are lost; look whether there are enough before you take any."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = list(np.random.default_rng(seed).permutation(rows))

    def take(self, n):
        taken = []
        for _ in range(n):
            if not self.left:
                raise ValueError("the pool is empty")
            taken.append(self.left.pop())
        return np.array(taken)

    def __len__(self):
        return len(self.left)
