# /// sample
# task = "exam"
# diagnosis = "You keep the weights in one place that all models share. When another model is fitted, the first one answers as that one does."
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


class Shared:
    line = None

    def predict(self, rows):
        return Shared.line.predict(rows)


def johns_exam(x, said, answered, seed):
    dice = np.random.default_rng(seed)
    mixed = dice.permutation(np.flatnonzero(answered))
    quarter = -(-len(mixed) // 4)
    Shared.line = Line(x[mixed[quarter:]], said[mixed[quarter:]])
    return Shared(), mixed[:quarter]
