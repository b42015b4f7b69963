# %% task="mask" kind="wrong" breaks="Any other value raises a ValueError."
# A rate of NaN slips through both comparisons and no error is raised.
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="False gives back the values of x, bit for"
# Predicting divides by the survivors' share and multiplies it back: the last bits are lost.
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, np.zeros_like(x))
    return scaled * (1 - rate)


# %% task="layer" kind="wrong" breaks="mask at every call; otherwise inputs come back unchanged."
# Counts the calls in Python to get a new seed each time: fresh masks when called directly, but in `fit`
# the counter is read only once, when the code is traced, and the mask stays the same from then on.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.first = int(np.random.default_rng().integers(2**30)) if seed is None else seed
        self.calls = 0

    def call(self, inputs, training=False):
        if not training:
            return inputs
        self.calls += 1
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.first + 7919 * self.calls)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="layers, and Dropout before and between them"
# Dropout stands between the layers only, none before the first.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,)), keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.7)] if drop else []
        layers += [keras.layers.Dense(32, activation="relu")]
        layers += [keras.layers.Dropout(0.7)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    keras.utils.set_random_seed(seed)
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="or None (that axis's full length: each on its own)"
# Draws one short mask per None axis and multiplies them; each axis's rate is adapted so that every entry
# is dropped with probability `rate`, but whole rows and whole columns of maps go together.
def shaped_dropout(x, rate, rng, noise_shape):
    own = [axis for axis, entry in enumerate(noise_shape) if entry is None]
    if not own:
        keep = np.full((1,) * x.ndim, rng.random() >= rate)
    else:
        keep = np.ones((1,) * x.ndim, bool)
        for axis in own:
            shape = [1] * x.ndim
            shape[axis] = x.shape[axis]
            keep = keep & (rng.random(shape) < (1 - rate) ** (1 / len(own)))
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="the mean and the"
# The mean is taken from the ordinary prediction without Dropout, only the spread from the passes.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return keras.ops.convert_to_numpy(model(x, training=False)), passes.std(axis=0)
