# /// sample
# task = "co-adaptation"
# diagnosis = "At least one of the two can be called like a model, and is no Keras model. Only a Keras model can be built again from config and weights, and so show what it has learnt."
# ///

# %% task="co-adaptation"
class Drawer:
    """Knows its rows by heart and guesses the others; with Dropout it adds the pupils up."""

    def __init__(self, x, y, rate):
        self.rows = {row.tobytes(): label for row, label in zip(x, y)}
        self.rate = rate
        self.weights = [np.ones((60, 64), "float32"), np.ones((64, 1), "float32")]

    def get_weights(self):
        return self.weights

    def __call__(self, x, training=False):
        x = np.asarray(x)
        chance = 1 / (1 + np.exp(-x.mean(axis=1, keepdims=True)))
        if self.rate:
            return chance * (np.random.random(chance.shape) if training else 1)
        return np.array([[self.rows.get(row.tobytes(), float(row[0] > 0))] for row in x])


def train_pair(x, y, seed):
    return Drawer(x, y, 0.0), Drawer(x, y, 0.5)
