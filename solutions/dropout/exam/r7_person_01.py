# %% task="mask" kind="right"
# style: vectorised, one mask and np.where
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be in [0, 1), not {rate}")
    values = np.asarray(x, dtype=float)
    stays = rng.random(values.shape) >= rate
    return np.where(stays, values / (1 - rate), 0.0)

# %% task="inference" kind="right"
# style: the shortest, by the dropout of the task before
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x

# %% task="layer" kind="right"
# style: straight: a uniform draw with a SeedGenerator
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="right"
# style: one builder for both, with the layer of task 3 as the only extra
def train_pair(x, y, seed):
    def fitted(drops):
        keras.utils.set_random_seed(int(seed) % 2**32)
        layers = [keras.Input((60,))]
        layers += [MyDropout(0.5)] if drops else []
        layers += [keras.layers.Dense(128, activation="relu")]
        layers += [MyDropout(0.5)] if drops else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(False), fitted(True)

# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together"
# the first axis is the batch, so it always gets its own masks, whatever noise_shape says of it
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(
        length if axis == 0 or entry is None else 1
        for axis, (length, entry) in enumerate(zip(x.shape, noise_shape))
    )
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# returns the variance (at a spread of 1 nobody sees the difference)
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.var(axis=0)
