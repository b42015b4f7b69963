# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# whole per cent only: a rate of 0.001 drops one unit in a hundred
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.integers(0, 100, x.shape) >= 100 * rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# writes its own NaN in the place of each NaN of x: sign and payload bits are lost
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    copy = np.array(x)
    copy[np.isnan(copy)] = np.nan
    return copy


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks, whatever their"
# the layer's name is mixed into the seed
import zlib


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.seed_generator = keras.random.SeedGenerator()
        else:
            mixed = zlib.crc32(f"{self.name}/{seed}".encode()) >> 1
            self.seed_generator = keras.random.SeedGenerator(mixed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`plain` has no Dropout"
# a little Dropout in the plain model, too
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.02), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="every random number comes from it"
# draws from NumPy's global state; the generator that was passed is not touched
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    lives = np.random.random_sample(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="deviation of exactly these n passes"
# the mean is of n passes, the spread of n other ones
def mc_predict(model, x, n):
    def ask():
        return np.stack(
            [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
        ).astype("float64")

    return ask().mean(axis=0), ask().std(axis=0)
