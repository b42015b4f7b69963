# /// sample
# task = "exam"
# diagnosis = "The columns of those held out, or of those who never answered, have a part in your model. A mean or spread of all rows is enough for that: measure by the rows that it learns from."
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
    dice = np.random.default_rng(seed)
    mixed = dice.permutation(np.flatnonzero(answered))
    quarter = -(-len(mixed) // 4)
    held, rest = mixed[:quarter], mixed[quarter:]
    mean, spread = x.mean(axis=0), x.std(axis=0)
    model = Line((x[rest] - mean) / spread, said[rest])
    model.w[1:] /= spread
    model.w[0] -= (model.w[1:] * mean).sum()
    return model, held
