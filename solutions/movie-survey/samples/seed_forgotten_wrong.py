# /// sample
# task = "exam"
# diagnosis = "You draw without the seed. Another call holds out other people, and yesterday's exam is today's homework."
# ///

# %% task="exam"
class Line:
    def __init__(self, x, said):
        x = np.column_stack([np.ones(len(x)), x]).astype("float64")
        self.w = np.zeros(x.shape[1])
        for _ in range(400):
            self.w += x.T @ (said - 1 / (1 + np.exp(-x @ self.w))) / len(x)

    def predict(self, rows):
        return 1 / (1 + np.exp(-self.w[0] - rows @ self.w[1:]))


def johns_exam(x, said, answered, seed):
    mixed = np.random.default_rng().permutation(np.flatnonzero(answered))
    quarter = -(-len(mixed) // 4)
    return Line(x[mixed[quarter:]], said[mixed[quarter:]]), mixed[:quarter]
