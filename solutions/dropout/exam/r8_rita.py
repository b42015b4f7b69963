# %% task="mask" kind="right"
# Vectorised NumPy, as short as it gets.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be in [0, 1), not {rate}")
    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="inference" kind="right"
# One line that leans on the first task; x itself comes back outside training.
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x


# %% task="layer" kind="right"
# The shortest: keras.random.dropout does the work.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        return keras.random.dropout(inputs, self.rate, seed=self.generator) if training else inputs

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# Two Sequential models of small layers from one loop; a rate of 0 in the plain one.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="right"
# Vectorised: broadcasting stretches the mask.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(s or n for s, n in zip(noise_shape, x.shape))
    return np.where(rng.random(shape) < rate, 0.0, x / (1 - rate))


# %% task="uncertainty" kind="right"
# n calls, stacked.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    passes = passes.astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
