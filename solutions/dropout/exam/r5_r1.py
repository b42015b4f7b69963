# %% task="mask" kind="right"
# The shortest way: one np.where over a fresh float64 array.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    return np.where(rng.random(x.shape) >= rate, x.astype("float64") / (1 - rate), 0.0)


# %% task="inference" kind="right"
# One line: hands training on to the first task's answer, and gives back x itself otherwise.
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x


# %% task="layer" kind="right"
# The plain way: a SeedGenerator, uniform noise, ops.where.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# Sequential, two hidden layers, Adam, fit.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="right"
# Broadcasting.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    return np.where(rng.random(shape) >= rate, x.astype("float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="right"
# n calls, stacked.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
