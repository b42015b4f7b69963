# /// sample
# task = "memoriser"
# diagnosis = "You fit the model on all rows, the exam's among them, so it has full marks in both: the exam questions were the homework."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x, y)}
        self.default = np.bincount(y).argmax()

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.default) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x, y)
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
