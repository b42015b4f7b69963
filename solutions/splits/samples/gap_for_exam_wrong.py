# /// sample
# task = "memoriser"
# diagnosis = "Your second number is the difference between the marks, or the share of test rows that are wrong. Asked for are the two marks themselves: a gap of 0 may mean two good ones or two bad ones."
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
    exam = np.mean(model.predict(x[test]) == y[test])
    return homework, homework - exam
