# %% task="mask" kind="wrong" breaks="each entry (a unit's output for one row), independently of all"
# One mask for the units, shared by all rows: the student reads 'unit' as a column of the array.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = rng.random(x.shape[1:] if x.ndim > 1 else x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# The old textbook's way: no scaling in training, times 1 - rate when predicting.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x, np.zeros_like(x))
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="two layers of one seed draw the same sequence of masks"
# 'seed or None' treats the seed 0 like None: two layers of seed 0 draw different masks.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed or None)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Fit two models that differ in nothing but Dropout."
# The dropped model's Dense layers carry an L2 penalty as well.
def train_pair(x, y, seed):
    def build(drop):
        penalty = (lambda: keras.regularizers.L2(0.003)) if drop else (lambda: None)
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu", kernel_regularizer=penalty())]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid", kernel_regularizer=penalty())]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="noise_shape:  tuple as long as x.shape"
# Only thinks of images: the mask always has four axes, so vectors, sequences and the like fail.
def shaped_dropout(x, rate, rng, noise_shape):
    batch, height, width, channels = x.shape
    b, h, w, c = noise_shape
    shape = (b or batch, h or height, w or width, c or channels)
    keep = rng.random(shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="standard deviation over the n passes"
# Gives the variance as the spread.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.var(axis=0)
