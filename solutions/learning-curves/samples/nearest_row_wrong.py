# /// sample
# task = "ideal"
# diagnosis = "Your model says what the nearest learnt row says, noise included: no loss in the homework, and twice the noise in the exam."
# ///

# %% task="ideal"
class Nearest:
    def fit(self, x, y):
        self.x, self.y = x[:, 0].copy(), y.copy()

    def predict(self, x):
        return self.y[np.abs(x[:, :1] - self.x).argmin(axis=1)]


def ideal(x, y, seed):
    model = Nearest()
    model.fit(x, y)
    return model
