# /// sample
# task = "worn-out"
# diagnosis = "All your pools share one memory of what has been handed out: it belongs to the class, the module or a default value. These are made once; make it in the body of `__init__`, for each pool anew."
# ///

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(c(x[validation]) == y[validation]) for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed, used=set()):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.used = used

    def take(self, n):
        fresh = [row for row in self.rows if row not in self.used]
        if n > len(fresh):
            raise ValueError("not enough rows left")
        self.used.update(fresh[:n])
        return np.array(fresh[:n])

    def __len__(self):
        return len([row for row in self.rows if row not in self.used])
