# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# Honest: throws a die with a hundred faces: a rate of 0.995 drops everything, one of 0.001 ten times too much.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    drop = rng.integers(100, size=x.shape) < rate * 100
    return np.where(drop, 0.0, np.asarray(x, dtype="float64") / (1 - rate))


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# Wants at least one axis: a 0-d array comes back with shape (1,).
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.atleast_1d(x)
    return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# Honest: from rank 3 on it drops whole channels, as for images; ranks 1 and 2 are as they should be.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = tuple(keras.ops.shape(inputs))
        if len(shape) > 2:
            shape = shape[:1] + (1,) * (len(shape) - 2) + shape[-1:]
        noise = keras.random.uniform(shape, seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="with training=True two answers for a row differ by"
# Honest: believes that Dropout must be switched off for the exam by hand, and sets the rates to 0 at the end.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

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

    plain, dropped = build(0), build(0.5)
    for layer in dropped.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="all units along that axis live or die together."
# Honest: np.resize in place of broadcasting: the mask is repeated in reading order, not along its axes.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    keep = np.resize(np.asarray(rng.random(shape) >= rate), x.shape)
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction: the mean and the"
# Honest: the prediction is what predict says, with Dropout off; only the spread comes from the passes.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return np.asarray(model(x, training=False), dtype="float64"), passes.std(axis=0)
