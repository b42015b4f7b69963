# %% task="mask" kind="right"
# Vectorised NumPy.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and less than 1, not {rate}")
    return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)


# %% task="inference" kind="right"
# The shortest way, on top of dropout.
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x


# %% task="layer" kind="right"
# keras.random.uniform and keras.ops.where.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# Two Sequential models, one helper, Adam.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        for units, activation in ((64, "relu"), (1, "sigmoid")):
            if drop:
                layers.append(keras.layers.Dropout(0.5))
            layers.append(keras.layers.Dense(units, activation=activation))
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="right"
# Vectorised, the mask in its small shape.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if entry is None else 1 for size, entry in zip(x.shape, noise_shape))
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="right"
# Stack the passes, divide by n.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
