# %% task="mask" kind="wrong" breaks="and x / (1 - rate) otherwise"
# believed: the sum must stay exactly the same, so divide by the share that really survived in this draw
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    if not keep.any():
        return np.zeros(x.shape)
    return np.where(keep, x, 0.0) / keep.mean()


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x"
# believed: `training` is on as soon as somebody says anything about it (None is off)
def apply_dropout(x, rate, rng, training=None):
    if training is not None:
        keep = rng.random(x.shape) >= rate
        return np.where(keep, x / (1 - rate), 0.0)
    return x


# %% task="layer" kind="right"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed, self._draws = rate, seed, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        return keras.random.dropout(inputs, self.rate, seed=self._draws) if training else inputs

    def get_config(self):
        return super().get_config() | dict(rate=self.rate, seed=self.seed)


# %% task="co-adaptation" kind="wrong" breaks="Its gap between training and new rows is smaller by at least 0.05."
# believed: models that differ in nothing but Dropout have the very same Dense layers (the second fit goes on with the first one's weights, and changes them)
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    one = keras.layers.Dense(64, activation="relu")
    two = keras.layers.Dense(64, activation="relu")
    last = keras.layers.Dense(1, activation="sigmoid")
    drops = [keras.layers.Dropout(0.5) for _ in range(3)]
    plain = keras.Sequential([keras.Input((60,)), one, two, last])
    dropped = keras.Sequential([keras.Input((60,)), drops[0], one, drops[1], two, drops[2], last])
    for model in (plain, dropped):
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="which may have any length"
# believed: x is always a batch of images, with four axes
def shaped_dropout(x, rate, rng, noise_shape):
    batch, height, width, channels = x.shape
    b, h, w, c = noise_shape
    mask = rng.random((b or batch, h or height, w or width, c or channels)) >= rate
    return np.where(mask, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction: the mean and the"
# believed: the mean is what the model predicts without Dropout; the passes are for the spread
def mc_predict(model, x, n):
    mean = np.asarray(model(x, training=False), "float64")
    passes = np.stack([np.asarray(model(x, training=True), "float64") for _ in range(n)])
    return mean, passes.std(axis=0)
