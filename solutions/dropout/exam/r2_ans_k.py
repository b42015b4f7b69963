# %% task="mask" kind="wrong" breaks="Returns a float array of x's shape"
# np.atleast_1d makes an array of shape (1,) of one without axes.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    out = np.atleast_1d(x) / (1 - rate)
    out[rng.random(out.shape) < rate] = 0
    return out


# %% task="inference" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# In training the mask comes from NumPy's global random state, not from rng.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    keep = np.random.random_sample(x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="layer" kind="wrong" breaks="each unit of each row is dropped on its own"
# One mask for all rows of the batch.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = (1,) + tuple(inputs.shape[1:])
        drawn = keras.random.uniform(shape, seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="layers, and Dropout before and between them"
# After training, the Dropout layers are taken out of the model that is returned.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    def prepared(model):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        return model

    keras.utils.set_random_seed(seed)
    plain, trained, dropped = prepared(build(False)), prepared(build(True)), prepared(build(False))
    trained.set_weights(plain.get_weights())
    for model in (plain, trained):
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    dropped.set_weights(trained.get_weights())
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="each entry is 1 (all units along that axis live or die"
# 1 and None are mixed up.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(1 if entry is None else length for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="standard deviation over the n passes"
# The textbook's E[p*p] - E[p]**2, in float32: where outputs are large, rounding swallows the spread, or
# makes it NaN.
def mc_predict(model, x, n):
    total = squares = 0
    for _ in range(n):
        out = keras.ops.convert_to_numpy(model(x, training=True)).astype("float32")
        total = total + out
        squares = squares + out * out
    mean = total / np.float32(n)
    return mean, np.sqrt(squares / np.float32(n) - mean * mean)
