# /// sample
# task = "memoriser"
# diagnosis = "Both of your marks are for training rows; the second one is to be earned on rows that the model has never met."
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
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[train]) == y[train])
    return homework, exam
