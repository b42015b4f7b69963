# %% task="mask" kind="wrong" breaks="It is not changed; the result is a new array."
# With rate 0 there is nothing to do, so x itself is returned, not a new array.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    if rate == 0:
        return x
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="bit the same (x itself or a copy, as you like)."
# A 'safe copy' by adding 0.0 turns every -0.0 into 0.0.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), np.zeros_like(x))
    return x + 0.0


# %% task="layer" kind="wrong" breaks="two layers of one seed draw the same sequence of masks"
# A store on the class hands the same generator to all layers of one seed: the second layer goes on where
# the first one stopped.
class MyDropout(keras.layers.Layer):
    generators = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            if seed not in MyDropout.generators:
                MyDropout.generators[seed] = keras.random.SeedGenerator(seed)
            self.generator = MyDropout.generators[seed]

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="it is trained with the same optimizer, learning rate"
# The dropped model is trained at another learning rate than the plain one.
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
    for model, step in ((plain, 0.005), (dropped, 0.002)):
        model.compile(keras.optimizers.Adam(step), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="each entry is 1 (all units along that axis live or die"
# Believes that rows of a batch are always on their own: a 1 on the first axis is ignored.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(
        length if entry is None or axis == 0 else 1
        for axis, (entry, length) in enumerate(zip(noise_shape, x.shape))
    )
    keep = rng.random(shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="standard deviation over the n passes"
# Divides by the root of n: the standard error of the mean, not the standard deviation of the passes.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0, ddof=1) / np.sqrt(n)
