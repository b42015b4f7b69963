# /// sample
# task = "memoriser"
# diagnosis = "You return the exam first; asked for are the homework's mark and then the exam's."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x, y)}
        self.default = np.bincount(y).argmax()

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.default) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[test]) == y[test]),
        np.mean(model.predict(x[train]) == y[train]),
    )
