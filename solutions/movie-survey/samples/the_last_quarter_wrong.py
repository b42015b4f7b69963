# /// sample
# task = "exam"
# diagnosis = "You hold out those who stand at one end of the list, with whatever they have in common. Chance has to decide."
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
    rows = np.flatnonzero(answered)
    cut = len(rows) - -(-len(rows) // 4) - int(dice.integers(2))
    return Line(x[rows[:cut]], said[rows[:cut]]), rows[cut:]
