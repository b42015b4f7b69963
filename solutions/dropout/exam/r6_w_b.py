# %% task="mask" kind="wrong" breaks="independently of all others"
# exactly the share of units is dropped, chosen by a permutation
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = np.ones(x.size, dtype=bool)
    leaving = int(np.floor(rate * x.size + rng.random()))
    stays[rng.permutation(x.size)[:leaving]] = False
    return np.where(stays.reshape(x.shape), x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# NaN is tidied away into 0 on the way
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    return np.where(np.isnan(x), np.zeros_like(x), x)


# %% task="layer" kind="wrong" breaks="seed: int >= 0, or None. Two layers of one seed draw the same sequence of masks"
# `seed or None`: the seed 0 counts as no seed
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed or None)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Layers (and their settings)"
# the dropped model's layers are made twice as wide, since half of the units are missing
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        units = round(48 / (1 - rate))
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(units, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(units, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`."
# a full mask is drawn, and a group lives if any of its units does: it dies too seldom
def shaped_dropout(x, rate, rng, noise_shape):
    lives = np.asarray(rng.random(x.shape) >= rate)
    shared = tuple(axis for axis, entry in enumerate(noise_shape) if entry == 1)
    lives = lives.any(axis=shared, keepdims=True) if shared else lives
    return np.where(np.broadcast_to(lives, x.shape), x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="the standard deviation of exactly these n passes"
# the variance in place of the standard deviation
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    return passes.mean(axis=0), passes.var(axis=0)
