# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# a unit stays with probability `rate`: right at 0.5 only
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    if rate == 0:
        return np.array(x)
    stays = rng.random(x.shape) < rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# infinities are clipped to the largest finite number
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    limits = np.finfo(x.dtype)
    return np.clip(x, limits.min, limits.max)


# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks."
# no seed means a fixed seed: all layers without one draw the same masks
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(1337 if seed is None else seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# Dropout between the layers of units only: the inputs are not units, one thinks
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=40, verbose=0)
        return model

    return fitted(0.0), fitted(0.8)


# %% task="spatial" kind="wrong" breaks="which may have any length"
# images only: anything that is not of rank four fails
def shaped_dropout(x, rate, rng, noise_shape):
    batch, height, width, channels = x.shape
    sizes = (batch, height, width, channels)
    shape = tuple(n if s is None else 1 for n, s in zip(sizes, noise_shape))
    lives = rng.random(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="the standard deviation of exactly these n passes"
# the standard error of the mean (divided by the root of n) as the spread
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0) / np.sqrt(n)
