# /// sample
# ///

# %% task="mask"
def dropout(x, rate, rng):
    assert_rate(rate)
    return x * rng.binomial(1, 1 - rate, size=x.shape) / (1 - rate)


def assert_rate(rate):
    if not (rate >= 0 and rate < 1):
        raise ValueError(f"a rate of {rate} makes no sense")

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    return dropout(x, rate, rng)

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seeds = keras.random.SeedGenerator(seed=seed)

    def call(self, inputs, training=None):
        if training:
            return keras.random.dropout(inputs, self.rate, seed=self.seeds)
        return inputs

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, seed=self.seed)
        return config

# %% task="co-adaptation"
def train_pair(x, y, seed):
    models = []
    for rate in (0.0, 0.6):
        keras.utils.set_random_seed(seed)
        inputs = keras.Input((60,))
        h = keras.layers.Dropout(rate)(inputs)
        h = keras.layers.Dense(48, "tanh")(h)
        h = keras.layers.Dropout(rate / 2)(h)
        h = keras.layers.Dense(24, "tanh")(h)
        model = keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(h))
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=40, batch_size=20, verbose=0)
        models.append(model)
    return tuple(models)

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    size = tuple(n if want is None else want for n, want in zip(x.shape, noise_shape))
    mask = np.broadcast_to(rng.uniform(size=size) > rate, x.shape)
    return mask * x * (1 / (1 - rate))

# %% task="uncertainty"
def mc_predict(model, x, n):
    repeated = np.repeat(x[None], n, axis=0).reshape((-1, *x.shape[1:]))
    answers = keras.ops.convert_to_numpy(model(repeated, training=True))
    answers = answers.reshape((n, len(x), *answers.shape[1:]))
    return answers.mean(0), answers.std(0)
