# /// sample
# task = "ideal"
# diagnosis = "You keep what was learnt in the class, not in the object, so each new model changes what all earlier ones say."
# ///

# %% task="ideal"
class Shared:
    curve = None

    def fit(self, x, y):
        Shared.curve = np.polynomial.Polynomial.fit(x[:, 0], y, 6)

    def predict(self, x):
        return Shared.curve(x[:, 0])


def ideal(x, y, seed):
    model = Shared()
    model.fit(x, y)
    return model
