# %% task="mask" kind="wrong" breaks="It is not changed; the result is a new array."
# Results are written into a buffer that is kept for each shape: the next call overwrites the last result.
def dropout(x, rate, rng, _buffers={}):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    key = (x.shape, x.dtype.str)
    if key not in _buffers:
        _buffers[key] = np.empty(x.shape, x.dtype)
    out = _buffers[key]
    keep = rng.random(x.shape) >= rate
    out[...] = np.where(keep, x / (1 - rate), np.zeros_like(x))
    return out


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# The mask is remembered for each shape and rate and used again at the next training call.
def apply_dropout(x, rate, rng, training, _masks={}):
    if not training:
        return x.copy()
    key = (x.shape, rate)
    if key not in _masks:
        _masks[key] = rng.random(x.shape) >= rate
    return np.where(_masks[key], x / (1 - rate), np.zeros_like(x))


# %% task="layer" kind="wrong" breaks="get_config(): what Keras needs to build the same layer again."
# Stores 1 - rate as self.rate (the share that stays) and gives that back as the config's rate: the
# rebuilt layer drops what the first one kept. (Nobody notices at 0.5.)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = 1 - rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn < self.rate, inputs / self.rate, keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="between 0 and 1, of shape (n, 1)"
# Linear output and squared error: 0.5 divides the classes well, but the outputs leave 0..1.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.4)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.4)] if drop else []
        layers += [keras.layers.Dense(1)]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.003), "mse")
        model.fit(x, y, epochs=60, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Drops a fixed number of the mask's entries, the share `rate` rounded: not each independently.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    size = int(np.prod(shape))
    keep = np.arange(size) >= round(rate * size)
    keep = rng.permutation(keep).reshape(shape)
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="for each row and output"
# All n copies of x go through in one batch, made with np.repeat, but are taken apart as if made with
# np.tile: the statistics mix different rows.
def mc_predict(model, x, n):
    x = np.asarray(x)
    out = keras.ops.convert_to_numpy(model(np.repeat(x, n, axis=0), training=True))
    passes = out.reshape((n, len(x)) + out.shape[1:])
    return passes.mean(axis=0), passes.std(axis=0)
