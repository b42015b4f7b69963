# %% task="mask" kind="wrong" breaks="share of units to drop, 0 <= rate < 1. Any other value raises a ValueError."
# Allows rate 1 as 'all are out of the room' and returns zeros.
def dropout(x, rate, rng):
    if not 0 <= rate <= 1:
        raise ValueError("rate must lie in [0, 1]")
    if rate == 1:
        return np.zeros_like(x)
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# In training a whole row is there or away.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    keep = rng.random(x.shape[:1] + (1,) * (x.ndim - 1)) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="layer" kind="wrong" breaks="get_config(): what Keras needs to build the same layer again."
# `if self.seed` forgets the seed 0 in the config: after saving, the layer comes back with seed None.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        if self.seed:
            config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="wrong" breaks="Both consist of Keras's own layers: the checks build them again"
# The output's activation is a Python function of the student's: the config alone cannot build it again.
def train_pair(x, y, seed):
    def squash(z):
        return 0.5 * (1 + keras.ops.tanh(z / 2))

    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation=squash)]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# With rate 0 it returns a view of x itself, not a new array.
def shaped_dropout(x, rate, rng, noise_shape):
    if rate == 0:
        return x[...]
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="model: a Keras model; x: (rows, …) array"
# Flattens each row first: models of images or sequences cannot be asked.
def mc_predict(model, x, n):
    x = np.asarray(x)
    flat = x.reshape(len(x), -1)
    passes = np.stack([keras.ops.convert_to_numpy(model(flat, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
