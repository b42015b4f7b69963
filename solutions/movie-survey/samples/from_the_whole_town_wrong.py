# /// sample
# task = "exam"
# diagnosis = "Many of the rows that you hold out never answered, about as many as by chance. Row numbers count the whole town: `np.flatnonzero(answered)` has those of people who answered."
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
    mixed = dice.permutation(len(x))
    quarter = -(-int(answered.sum()) // 4)
    held, rest = mixed[:quarter], mixed[quarter:]
    rest = rest[answered[rest]]
    return Line(x[rest], said[rest]), held
