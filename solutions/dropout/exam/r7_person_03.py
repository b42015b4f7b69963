# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too"
# both comparisons are False for NaN, so NaN slips through and gives an array of zeros or NaN
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="NaN, infinities and -0.0, too"
# adds x to fresh zeros to get a copy: -0.0 becomes 0.0
def apply_dropout(x, rate, rng, training):
    result = np.zeros_like(x)
    if not training:
        return result + x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), result)

# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# the config has rate and seed only: the name and the dtype are lost
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if training:
            u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
            return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))
        return inputs

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="and between two of them at least once"
# Dropout of the inputs only, none between the layers of units
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        layers = [keras.Input((60,))]
        if rate:
            layers.append(keras.layers.Dropout(rate))
        layers += [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0), fitted(0.6)

# %% task="spatial" kind="right"
# style: a mask of the smaller shape, stretched by broadcasting
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    values = np.asarray(x, dtype=float)
    return np.where(rng.random(shape) >= rate, values / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# the mean is the ordinary prediction, without Dropout, rather than the mean of the passes
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    return np.asarray(model(x, training=False)), passes.std(axis=0)
