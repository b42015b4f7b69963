# %% task="mask" kind="wrong" breaks="and x / (1 - rate) otherwise"
# scales by the share of units that did stay this time
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = np.asarray(rng.random(x.shape) >= rate)
    share = max(int(stays.sum()), 1) / max(stays.size, 1)
    return np.where(stays, x / share, 0.0)


# %% task="inference" kind="wrong" breaks="in x's"
# np.atleast_1d: the shape () comes back as (1,) when predicting
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    return np.atleast_1d(x).copy()


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# one mask for all rows of the batch
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = list(keras.ops.shape(inputs))
        if len(shape) > 1:
            shape[0] = 1
        noise = keras.random.uniform(tuple(shape), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair"
# `if seed`: the seed 0 seeds nothing
def train_pair(x, y, seed):
    if seed:
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

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="Returns a new float"
# nothing to drop at rate 0: x itself comes back
def shaped_dropout(x, rate, rng, noise_shape):
    if not rate:
        return x
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    lives = rng.random(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="It is not changed."
# sets the model (and all its layers) trainable for training mode: frozen layers stay thawed
def mc_predict(model, x, n):
    model.trainable = True
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
