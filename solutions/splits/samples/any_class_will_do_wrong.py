# /// sample
# task = "memoriser"
# diagnosis = "To every row that it does not know your model says the same, but not the class that was most frequent. Whoever guesses should at least guess the commonest."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): label for row, label in zip(x, y)}

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), 0) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
