# /// sample
# task = "memoriser"
# diagnosis = "Your model remembers which answer came first, second, third, and not to which row it belongs; asked in another order it is lost."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x, y
        self.default = np.bincount(y).argmax()

    def predict(self, x):
        answers = np.full(len(x), self.default)
        for i in range(min(len(x), len(self.x))):
            if np.isin(x[i], self.x).all():
                answers[i] = self.y[i]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
