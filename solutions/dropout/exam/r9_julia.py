# %% task="mask" kind="wrong" breaks="independently of"
# believed: a unit is a column, so one coin for each column is drawn for all rows
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    units = x.shape[-1:]
    mask = rng.random(units) >= rate
    return x * mask / (1 - rate)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# believed: rate is the share that is kept (at 0.5 both are the same)
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    if rate == 0:
        return x.copy()
    keep = rng.random(x.shape) < rate
    return x * keep / rate


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own, with probability `rate`"
# believed: "uniform < rate" are those that stay
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_gen = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        mask = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_gen) < self.rate
        mask = keras.ops.cast(mask, inputs.dtype)
        return inputs * mask / (1 - self.rate)

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="wrong" breaks="not after the last"
# believed: each layer gets a Dropout behind it, the output, too
def train_pair(x, y, seed):
    def block(units, activation, rate):
        layers = [keras.layers.Dense(units, activation=activation)]
        if rate > 0:
            layers.append(keras.layers.Dropout(rate))
        return layers

    def make(rate):
        keras.utils.set_random_seed(seed)
        first = [keras.layers.Dropout(rate)] if rate > 0 else []
        model = keras.Sequential(
            [keras.Input((60,))] + first + block(32, "relu", rate) + block(1, "sigmoid", rate / 5)
        )
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, epochs=60, batch_size=32, verbose=0)
        return model

    return make(0), make(0.5)


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# believed: draw a coin for each unit; a channel lives if all of its units do
def shaped_dropout(x, rate, rng, noise_shape):
    together = tuple(i for i, length in enumerate(noise_shape) if length == 1)
    mask = rng.random(x.shape) >= rate
    mask = mask.all(axis=together, keepdims=True)
    return x * mask / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="(rows, …) float array, at least one row"
# believed: x is always a table, so np.tile(x, (n, 1)) puts n copies below each other
def mc_predict(model, x, n):
    many = np.tile(x, (n, 1))
    out = keras.ops.convert_to_numpy(model(many, training=True))
    out = out.reshape((n, x.shape[0]) + out.shape[1:])
    return out.mean(axis=0), out.std(axis=0)
