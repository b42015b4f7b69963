# /// sample
# task = "memoriser"
# diagnosis = "Your model keeps what it learnt in an earlier fit; fitted for a second exam, it still knows the homework of the first."
# ///

# %% task="memoriser"
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        for row, label in zip(x, y):
            self.known[tuple(row)] = label
        self.default = np.bincount(y).argmax()

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.default) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
