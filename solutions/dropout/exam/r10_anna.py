# %% task="mask" kind="right"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must lie in [0, 1), got {rate}")
    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="inference" kind="right"
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# believed: one mask for the units serves all rows of a batch (the shape without the batch axis)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs)[1:], seed=self.generator)
        return inputs * keras.ops.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="wrong" breaks="all rows and no others"
# believed: n // 50 batches of 50 are all rows (that is so for 200; for 199 the last 49 are never seen)
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def make(rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(2e-3), "binary_crossentropy")
        for _ in range(60):
            for i in range(len(x) // 50):
                model.train_on_batch(x[50 * i : 50 * (i + 1)], y[50 * i : 50 * (i + 1), None])
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if wanted is None else wanted for size, wanted in zip(x.shape, noise_shape))
    return x * dropout(np.ones(shape), rate, rng)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# believed: the mean squared distance from the mean is the spread (the root is forgotten)
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), "float64") for _ in range(n)])
    mean = passes.mean(axis=0)
    spread = ((passes - mean) ** 2).mean(axis=0)
    return mean, spread
