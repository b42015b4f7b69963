# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# NaN slips through: both comparisons are False for it.
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# Casts to float32 on the way out, as models do: float64 numbers lose half of their digits.
def apply_dropout(x, rate, rng, training):
    if training:
        x = np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    return np.asarray(x, dtype="float32")


# %% task="layer" kind="wrong" breaks="seed: int >= 0, or None."
# `if seed` takes the seed 0 for no seed: two layers of seed 0 draw different masks.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed:
            self.generator = keras.random.SeedGenerator(seed)
        else:
            self.generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="two Keras models that give the probability of class 1, between"
# Gives logits: no sigmoid, and a loss that is told so. Its answers are no probabilities.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1),
        ])
        model.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True))
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`."
# Draws a number for every unit and averages along the axes of length 1: the mean lies around 0.5, so
# that only a rate of 0.5 is met.
def shaped_dropout(x, rate, rng, noise_shape):
    u = rng.random(x.shape)
    for axis, length in enumerate(noise_shape):
        if length == 1 and x.shape[axis] > 0:
            u = u.mean(axis=axis, keepdims=True)
    return np.where(u < rate, 0.0, x / (1 - rate))


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# Gives the variance: the root is missing (with a spread of 1 nobody sees it).
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.var(axis=0)
