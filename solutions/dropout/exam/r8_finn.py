# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# An empty array goes back before the rate has been looked at: a rate of 2 passes there.
def dropout(x, rate, rng):
    if x.size == 0:
        return np.zeros(x.shape, x.dtype)
    if not 0 <= rate < 1:
        raise ValueError("0 <= rate < 1, please")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Draws from a generator of its own, kept between calls; the caller's rng is never asked.
def apply_dropout(x, rate, rng, training, _own=np.random.default_rng(2024)):
    if not training:
        return x.copy()
    return np.where(_own.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="layer" kind="wrong" breaks="as they were given"
# Replaces a missing seed by a drawn one and stores that: the config says a number, not None.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = int(np.random.default_rng().integers(2**31 - 2)) if seed is None else seed
        self.generator = keras.random.SeedGenerator(self.seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="seed: int >= 0, to seed your models with: another call with the same arguments gives the same pair,"
# `if seed` leaves out the seed 0: with it each call trains another pair.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        if seed:
            keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="Returns a new float"
# At rate 0 the array itself comes back, not a new one.
def shaped_dropout(x, rate, rng, noise_shape):
    if rate == 0:
        return x
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="Returns the pair (mean, spread), two arrays of the shape of one prediction"
# Flattens each row's answer to a vector: a prediction of shape (rows, 4, 4, 2) comes back as (rows, 32).
def mc_predict(model, x, n):
    passes = []
    for _ in range(n):
        answer = keras.ops.convert_to_numpy(model(x, training=True))
        passes.append(answer.reshape(len(x), -1))
    return np.mean(passes, axis=0), np.std(passes, axis=0)
