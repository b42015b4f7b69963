# %% task="mask" kind="wrong" breaks="independently of all"
# Saves random numbers: at most 1000 are drawn and used again and again for larger arrays.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = rng.random(min(x.size, 1000)) >= rate
    keep = np.resize(keep, x.shape) if x.size else np.ones(x.shape, bool)
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="False gives back the values of x, bit for"
# Nothing is dropped when predicting, but the scaling stays on.
def apply_dropout(x, rate, rng, training):
    keep = rng.random(x.shape) >= rate if training else np.ones(x.shape, bool)
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="layer" kind="wrong" breaks="inputs of any rank, the first axis being the batch"
# Only knows inputs of two axes.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        rows, units = keras.ops.shape(inputs)
        drawn = keras.random.uniform((rows, units), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Fit two models that differ in nothing but Dropout."
# The dropped model is trained on another loss, with smoothed labels.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model, smoothing in ((plain, 0.0), (dropped, 0.3)):
        model.compile(keras.optimizers.Adam(0.005), keras.losses.BinaryCrossentropy(label_smoothing=smoothing))
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Survivors are not scaled when the mask is stretched, 'since whole maps stay as they are'.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    scale = 1 / (1 - rate) if shape == x.shape else 1.0
    return np.where(keep, x * scale, np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="for each row and output"
# The spread is taken over passes and outputs together: a model with several outputs gets one number a row.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    mean = passes.mean(axis=0)
    axes = (0,) + tuple(range(2, passes.ndim))
    spread = np.broadcast_to(passes.std(axis=axes, keepdims=True)[0], mean.shape).copy()
    return mean, spread
