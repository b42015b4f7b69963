# /// sample
# task = "memoriser"
# diagnosis = "The model was fitted on the exam's rows, too, so it is right on all of them: the exam questions were the homework. Fit it on the training rows alone."
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
