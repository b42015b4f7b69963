# /// sample
# task = "exam"
# diagnosis = "You standardise the columns by more people than the model may learn from. So those held out, or those who never answered, have a part in it."
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
