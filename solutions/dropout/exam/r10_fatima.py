# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# believed: what is neither below 0 nor at least 1 lies between (NaN is neither)
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be in [0, 1)")
    gone = rng.random(x.shape) < rate
    scaled = x / (1 - rate)
    return np.where(gone, 0.0, scaled)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# believed: adding to zeros is a copy (0.0 + -0.0 is 0.0)
def apply_dropout(x, rate, rng, training):
    result = np.zeros_like(x)
    if training:
        keep = rng.random(x.shape) >= rate
        return np.where(keep, x / (1 - rate), result)
    result += x
    return result


# %% task="layer" kind="wrong" breaks="int from 0 to 2 * 10**9, or None."
# believed: `seed or None` only handles a seed that is missing (0 is missing, too)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed or None)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return inputs * keras.ops.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="all rows and no others"
# believed: one always keeps a fifth of the rows for validation
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    pair = []
    for rate in (0.0, 0.5):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y, validation_split=0.2, epochs=50, batch_size=20, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="and x / (1 - rate) where it lives."
# believed: scaling is for single units; a channel is dropped or stays as it is
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    lives = rng.random(shape) >= rate
    return x * lives


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# believed: an axis of length 1 is only in the way: one number for each row
def mc_predict(model, x, n):
    passes = [np.asarray(model(x, training=True), "float64") for _ in range(n)]
    passes = np.squeeze(np.array(passes))
    return passes.mean(axis=0), passes.std(axis=0)
