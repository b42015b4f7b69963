# %% task="mask" kind="wrong" breaks="rng:  numpy.random.Generator; every random number comes from it."
# Makes a generator of its own from the seed of the one it was given: each call starts anew, and all calls
# draw the same mask.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    own = np.random.default_rng(rng.bit_generator.seed_seq)
    keep = own.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="False gives back the values of x, bit for"
# 'Cleans' the values for the prediction: NaN becomes 0 and infinities become large numbers.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), np.zeros_like(x))
    return np.nan_to_num(x)


# %% task="layer" kind="wrong" breaks="survivors are divided by 1 - rate"
# Divides by the share of this mask that survived.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        share = keras.ops.mean(keras.ops.cast(keep, inputs.dtype))
        share = keras.ops.maximum(share, 1e-6)
        return keras.ops.where(keep, inputs / share, keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has the same"
# The dropped model has a smaller hidden layer, which overfits less anyway.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.4)] if drop else []
        layers += [keras.layers.Dense(32 if drop else 64, activation="relu")]
        layers += [keras.layers.Dropout(0.4)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    pair = build(False), build(True)
    for model in pair:
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return pair


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Multiplies the mask into x itself.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    x *= keep
    return x / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="n: number of passes, at least 2."
# The first pass is only looked at for its shape and thrown away: n - 1 passes count.
def mc_predict(model, x, n):
    first = keras.ops.convert_to_numpy(model(x, training=True))
    passes = np.empty((n - 1,) + first.shape, first.dtype)
    for i in range(n - 1):
        passes[i] = keras.ops.convert_to_numpy(model(x, training=True))
    return passes.mean(axis=0), passes.std(axis=0)
