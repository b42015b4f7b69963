# %% task="mask" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too."
# believed: x / (1 - rate) is always an array that can be written to (for shape () NumPy makes it a scalar)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] = 0
    return out


# %% task="inference" kind="wrong" breaks="NaN, infinities and -0.0, too."
# believed: NaN and infinities are never valid data, so refuse them always
def apply_dropout(x, rate, rng, training):
    if not np.isfinite(x).all():
        raise ValueError("x has to be finite")
    if not training:
        return x
    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="layer" kind="right"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="batch size and number of epochs are the same for both."
# believed: Dropout learns more slowly, so that model gets more epochs to be treated fairly
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def make(rate, epochs):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=epochs, batch_size=20, verbose=0)
        return model

    return make(0.0, 40), make(0.5, 60)


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# believed: an axis has at least one entry, so sizes can be divided by one another (an empty one may come)
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [size if n is None else 1 for n, size in zip(noise_shape, x.shape)]
    mask = rng.random(shape) >= rate
    for axis, size in enumerate(x.shape):
        mask = np.repeat(mask, size // mask.shape[axis], axis=axis)
    return np.where(mask, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="be among its layers."
# believed: a model is the list of its layers: switch those on that are a Dropout, one after the other
def mc_predict(model, x, n):
    passes = []
    for _ in range(n):
        out = keras.ops.convert_to_tensor(x, "float32")
        for layer in model.layers:
            if isinstance(layer, keras.layers.InputLayer):
                continue
            out = layer(out, training=True) if isinstance(layer, keras.layers.Dropout) else layer(out)
        passes.append(np.asarray(out, "float64"))
    return np.mean(passes, axis=0), np.std(passes, axis=0)
