# /// sample
# task = "memoriser"
# diagnosis = "Your model gives a new row the answer of the nearest one it knows; that is an idea about the world already, while this pupil should have none."
# ///

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x, y

    def predict(self, x):
        distance = ((x[:, None, :] - self.x[None]) ** 2).sum(axis=-1)
        return self.y[distance.argmin(axis=1)]


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return (
        np.mean(model.predict(x[train]) == y[train]),
        np.mean(model.predict(x[test]) == y[test]),
    )
