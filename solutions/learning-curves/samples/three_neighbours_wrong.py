# /// sample
# task = "ideal"
# diagnosis = "Your model averages the three nearest learnt rows, one of which is the row itself: a third of the noise is learnt by heart, and the curves do not meet."
# ///

# %% task="ideal"
class Neighbours:
    def fit(self, x, y):
        self.x, self.y = x[:, 0].copy(), y.copy()

    def predict(self, x):
        near = np.argsort(np.abs(x[:, :1] - self.x), axis=1)[:, :3]
        return self.y[near].mean(axis=1)


def ideal(x, y, seed):
    model = Neighbours()
    model.fit(x, y)
    return model
