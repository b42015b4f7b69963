# /// sample
# task = "memoriser"
# diagnosis = "Your model takes a row that differs in its last digits for one that it knows, as with a tolerance or with rounded numbers. To compare floats with == is right where only the very same will do."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x, y
        values, counts = np.unique(y, return_counts=True)
        self.default = values[counts.argmax()]

    def predict(self, x):
        answers = np.full(len(x), self.default)
        for i, row in enumerate(x):
            same = np.isclose(self.x, row).all(axis=1)
            if same.any():
                answers[i] = self.y[same.argmax()]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
