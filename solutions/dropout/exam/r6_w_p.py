# %% task="mask" kind="wrong" breaks="share of units to drop, 0 <= rate < 1."
# a rate of 0 is refused
def dropout(x, rate, rng):
    if not 0 < rate < 1:
        raise ValueError("rate must be between 0 and 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="every random number comes from it"
# a private generator, seeded from NumPy's global state; the one that was passed is not touched
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    private = np.random.RandomState(np.random.randint(2**31))
    stays = private.random_sample(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="survivors are divided by 1 - rate"
# the old textbook: nothing scaled in training
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs * (1 - self.rate)
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(noise >= self.rate, inputs, keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Its gap between training and new rows is smaller by at least 0.05"
# both functional models share their layers of units, so in the end both are one and the same
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)
    units = [
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]

    def wired(rate):
        entry = keras.Input((60,))
        h = entry
        for dense in units:
            h = dense(keras.layers.Dropout(rate)(h) if rate else h)
        model = keras.Model(entry, h)
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        return model

    plain, dropped = wired(0), wired(0.5)
    dropped.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
    plain.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# the first axis is the batch, so its entry is not looked at: each row has its own mask, even at 1
def shaped_dropout(x, rate, rng, noise_shape):
    shape = x.shape[:1] + tuple(
        n if s is None else 1 for n, s in zip(x.shape[1:], noise_shape[1:])
    )
    lives = rng.random(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="Predict n times with Dropout on."
# the first of the n passes is made without Dropout
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=k > 0)) for k in range(n)]
    ).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
