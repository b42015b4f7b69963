# %% task="mask" kind="right"
def checked(rate):
    """Return the rate, or raise a ValueError. (NaN is in no interval.)"""
    if 0 <= rate < 1:
        return rate
    raise ValueError(f"rate should be in [0, 1), but is {rate}")


def survivors(shape, rate, rng):
    """Draw who stays: True with probability 1 - rate."""
    return rng.random(shape) >= rate


def rescaled(x, rate):
    return x / (1 - rate)


def dropout(x, rate, rng):
    rate = checked(rate)
    return np.where(survivors(x.shape, rate, rng), rescaled(x, rate), 0.0)


# %% task="inference" kind="right"
def apply_dropout(x, rate, rng, training):
    steps = {True: lambda: dropout(x, rate, rng), False: lambda: np.copy(x)}
    return steps[bool(training)]()


# %% task="layer" kind="right"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self._seed_generator = keras.random.SeedGenerator(seed)

    def _survivors(self, shape):
        return keras.random.uniform(shape, seed=self._seed_generator) >= self.rate

    def _rescaled(self, inputs):
        return inputs / (1 - self.rate)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = self._survivors(keras.ops.shape(inputs))
        return keras.ops.where(stays, self._rescaled(inputs), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
class Recipe:
    """All that the two models have in common."""

    units = 32
    epochs = 50
    batch_size = 32
    learning_rate = 0.003

    def __init__(self, seed):
        self.seed = seed

    def build(self, rates=None):
        """Make a model; `rates` are those for the inputs and for the hidden units."""
        layers = keras.layers
        inputs = keras.Input((60,))
        h = layers.Dropout(rates[0])(inputs) if rates else inputs
        h = layers.Dense(self.units, activation="relu")(h)
        h = layers.Dropout(rates[1])(h) if rates else h
        outputs = layers.Dense(1, activation="sigmoid")(h)
        return keras.Model(inputs, outputs)

    def train(self, x, y, rates=None):
        keras.utils.set_random_seed(self.seed)
        model = self.build(rates)
        model.compile(
            optimizer=keras.optimizers.Adam(self.learning_rate),
            loss=keras.losses.BinaryCrossentropy(),
        )
        model.fit(x, y, batch_size=self.batch_size, epochs=self.epochs, verbose=0)
        return model


def train_pair(x, y, seed):
    recipe = Recipe(seed)
    return recipe.train(x, y), recipe.train(x, y, rates=(0.6, 0.5))


# %% task="spatial" kind="right"
class NoiseShape:
    def __init__(self, noise_shape, shape):
        self.shape = tuple(
            length if wanted is None else wanted for wanted, length in zip(noise_shape, shape)
        )

    def mask(self, rate, rng):
        return (rng.random(self.shape) >= rate).astype(float)


def shaped_dropout(x, rate, rng, noise_shape):
    mask = NoiseShape(noise_shape, x.shape).mask(rate, rng)
    return x * mask / (1 - rate)


# %% task="uncertainty" kind="right"
def copies(x, n):
    """Return n copies of the whole batch, one below the other."""
    return np.concatenate([x] * n, axis=0)


def mc_predict(model, x, n):
    answers = keras.ops.convert_to_numpy(model(copies(x, n), training=True))
    passes = answers.reshape((n, len(x)) + answers.shape[1:]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
