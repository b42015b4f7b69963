# %% task="mask" kind="wrong" breaks="is 0 with probability `rate`, and x / (1 - rate) otherwise."
# Drops exactly the share `rate` of all entries: the number is fixed, so entries are not independent (and
# a single entry is dropped always or never).
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = np.ones(x.size, bool)
    keep[rng.permutation(x.size)[: round(rate * x.size)]] = False
    return np.where(keep.reshape(x.shape), x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="False gives back the values of x, bit for"
# Predictions are made in float32, 'as Keras does': float64 values lose half of their digits.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), np.zeros_like(x))
    return np.array(x, dtype="float32")


# %% task="layer" kind="wrong" breaks="two layers of one seed draw the same sequence of masks"
# The layer's own name is mixed into the seed, so that no two layers drop the same units.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        own = None if seed is None else (seed + sum(map(ord, self.name))) % 2**31
        self.generator = keras.random.SeedGenerator(own)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="and number of epochs."
# 'A model with Dropout learns more slowly': it is given more epochs than the plain one.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model, epochs in ((plain, 45), (dropped, 60)):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=epochs, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="Dropout whose mask is drawn in `noise_shape` and broadcast over x."
# Repeats the mask's numbers cyclically (np.resize) where it should be broadcast.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = np.resize(rng.random(shape) >= rate, x.shape)
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# Squeezes axes of length one away: a model with one output gives (rows,), not (rows, 1).
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return np.squeeze(passes.mean(axis=0)), np.squeeze(passes.std(axis=0))
