# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape."
# at rate 0 there is nothing to do, so x itself comes back
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    if rate == 0:
        return x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# scales down when predicting, although training has scaled up already
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# only its own two entries, nothing of what every layer stores
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="but not after the last"
# one more Dropout after the last layer of units, before its sigmoid
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
                keras.layers.Dense(1),
                keras.layers.Dropout(rate),
                keras.layers.Activation("sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# always the same number of mask entries dies
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    size = int(np.prod(shape))
    dies = np.zeros(size, dtype=bool)
    dies[: int(np.floor(rate * size + rng.random()))] = True
    dies = rng.permutation(dies).reshape(shape)
    return np.where(dies, 0.0, x / (1 - rate))


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# axes of length one are squeezed away: (rows, 1) comes back as (rows,)
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    return np.squeeze(passes.mean(axis=0)), np.squeeze(passes.std(axis=0))
